"""Open posts are looked at anew when weights or the register changed; what curators set by hand stays."""

import json

from flask import Flask

from app.listening import service
from app.listening.passes.rescoring import rescore_open
from app.listening.rules import MentionState, Voice
from app.listening.worker import rescore_at_night
from app.web.actions import act
from tests.listening.rows import make_mention
from tests.make import make_company, make_user, reload


def looked_anew() -> tuple[int, int]:
    *_, done = rescore_open()
    return done.looked_at, done.changed


def test_a_company_registered_later_is_found_at_night(app: Flask) -> None:
    mention = make_mention()
    company = make_company("Brightline")

    first, second = looked_anew(), looked_anew()

    assert reload(mention).company_id == company.id
    assert (first, second) == ((1, 1), (1, 0))


def test_other_weights_bring_another_score_and_rank(app: Flask) -> None:
    mention = make_mention(score=0.01, rank=0.01, text="Thank you Karen, your support team is wonderful, so kind")

    looked_anew()

    changed = reload(mention)
    assert changed.score is not None
    assert changed.score > 0.5
    assert changed.rank > 0.5


def test_a_post_whose_language_nobody_told_loses_its_score(app: Flask) -> None:
    mention = make_mention(text="Der Support war wunderbar, sehr freundlich und schnell, vielen Dank", lang="und")

    looked_anew()

    changed = reload(mention)
    assert (changed.lang, changed.score, changed.rank) == ("de", None, 0.0)


def test_an_author_who_turns_out_to_be_the_company_is_marked(app: Flask) -> None:
    mention = make_mention(author_handle="brighthelp")
    make_company("Brightline", x_handle="brighthelp")

    looked_anew()

    assert (reload(mention).voice, reload(mention).rank) == (Voice.COMPANY, 0.0)


def test_a_company_named_by_hand_and_posts_let_go_stay_as_they_are(app: Flask) -> None:
    by_hand, gone = make_mention(), make_mention(state=MentionState.SENT, score=0.01, rank=0.01)
    act(service.name_company, by_hand, company=None, by=make_user())
    make_company("Brightline")

    looked_anew()

    assert reload(by_hand).company_id is None
    assert (reload(gone).company_id, reload(gone).score) == (None, 0.01)


def test_the_command_tells_how_many_changed(app: Flask) -> None:
    make_mention()

    ran = app.test_cli_runner().invoke(args=["listen", "rescore", "--json"])

    assert ran.exit_code == 0
    assert json.loads(ran.output)["looked_at"] == 1


def test_the_worker_starts_it_beside_itself() -> None:
    started: list[None] = []

    assert rescore_at_night(lambda: started.append(None))
    assert len(started) == 1
