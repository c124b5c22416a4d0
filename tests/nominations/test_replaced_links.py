"""A link that a newer letter has replaced says so, and says it of every link that could be ours."""

import re

from app.nominations.rules import State
from app.nominations.service.correcting import correct_address
from app.web.actions import act
from app.web.links import token_for
from tests.make import make_nomination
from tests.nominations.private import link_to, read


def shown(client, path):
    """Return the status and the words of a page, without what differs from answer to answer."""
    answer = client.get(path)
    words = re.search("<main.*</main>", answer.get_data(as_text=True), re.DOTALL)
    return answer.status_code, words[0]


def test_an_old_link_says_that_a_newer_letter_has_replaced_it(client):
    nomination = make_nomination(state=State.UNCONFIRMED, email="typo@example.org")
    old = link_to(nomination, "/confirm", purpose="confirm")
    assert read(client, old)

    act(correct_address, nomination, address="right@example.org")

    status, words = shown(client, old)
    assert status == 404
    assert "A newer letter has replaced it" in words
    assert "example.org" not in words


def test_it_tells_nobody_whether_there_ever_was_such_a_nomination(client):
    real = make_nomination()
    forged = f"/nominations/{real.reference}-{'a' * 26}/confirm"
    nobody = f"/nominations/{token_for('confirm', 'zzzzzzzzzz')}/confirm"

    assert shown(client, forged) == shown(client, nobody)
    assert "A newer letter" not in shown(client, "/nominations/short-one/confirm")[1]
