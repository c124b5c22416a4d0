"""What the queue and the desk say is true."""

import pytest

from app.nominations.queries import count_waiting
from app.nominations.rules import State
from tests.make import csrf, make_entry, make_nomination, make_user, sign_in

QUEUE = "/curate/nominations"


@pytest.fixture
def curator(client):
    user = make_user(role="curator", name="Mina Okafor")
    sign_in(client, user)
    return user


def text_of(answer):
    return answer.get_data(as_text=True)


def bulk(client, nominations, **more):
    chosen = [f"{each.reference}:{each.revision_number}:" for each in nominations]
    return client.post(f"{QUEUE}/bulk", data={"csrf_token": csrf(client, QUEUE), "chosen": chosen, **more})


def test_many_that_are_held_are_said_to_be_held(client, curator):
    chosen = [make_nomination() for _ in range(2)]

    done = bulk(client, chosen, action="hold", held_note="Look twice.", confirmed="yes")

    assert "2 nominations are held." in text_of(client.get(done.location))


def test_the_overview_counts_what_waits_for_a_curator_not_what_waits_for_the_nominator(app):
    for state in (State.SUBMITTED, State.HELD, State.ASKED):
        make_nomination(state=state)

    assert count_waiting() == 2


@pytest.mark.parametrize(
    ("waiting", "sentence"),
    [(None, "Nothing else waits."), (State.SUBMITTED, "No other is held; others wait.")],
)
def test_after_the_last_held_one_it_is_said_whether_others_wait(client, curator, waiting, sentence):
    held = make_nomination(state=State.HELD)
    if waiting:
        make_nomination(state=waiting)
    path = f"/curate/nominations/{held.reference}"

    answer = client.post(path, data={"csrf_token": csrf(client, path), "decision": "reject", "reason": "not_support"})

    assert answer.status_code == 303
    assert sentence in text_of(client.get(answer.location))


def test_an_accepted_story_off_the_site_is_not_linked(client, curator):
    nomination = make_nomination(state=State.ACCEPTED, entry=make_entry(), is_off_site=True)

    page = text_of(client.get(f"/curate/nominations/{nomination.reference}"))

    assert "Off the site at the nominator" in page
    assert f"/stories/{nomination.story_id}" not in page
