from flask import Flask

from app.listening import queries
from app.listening.queries import Show
from app.listening.rules import OutreachState
from app.listening.triage.wanted import Wanted
from app.web.actions import act
from tests.listening.rows import make_mention, make_sent
from tests.make import make_company, make_nomination, make_user


def test_a_post_reads_as_nominated_while_the_nomination_stands(app: Flask) -> None:
    ada = make_user()
    _, outreach = make_sent(ada)
    before = queries.list_queue(Show.ANSWERED, user=ada).rows[0]
    nomination = make_nomination(outreach_code=outreach.code)

    during = queries.list_queue(Show.ANSWERED, user=ada).rows[0]
    act(lambda: setattr(nomination, "state", "withdrawn"))
    after = queries.list_queue(Show.ANSWERED, user=ada).rows[0]

    assert (before.state, during.state, after.state) == ("sent", "nominated", "sent")
    assert during.outreach_state is OutreachState.NOMINATED
    assert after.nomination_words == "Nominated, then withdrawn"


def test_the_surest_praise_comes_first_and_pages_neither_repeat_nor_skip(app: Flask) -> None:
    ada = make_user()
    scores = [0.9, 0.1, 0.5] + [0.7] * 30
    made = {make_mention(score=score).public_id for score in scores}

    first = queries.list_queue(Show.OPEN, user=ada)
    second = queries.list_queue(Wanted(after=first.following or ""), user=ada)

    listed = [row.mention for row in [*first.rows, *second.rows]]
    assert [mention.score for mention in listed] == sorted(scores, reverse=True)
    assert {mention.public_id for mention in listed} == made
    assert second.following is None


def test_a_merged_company_is_shown_by_the_name_it_has_now(app: Flask) -> None:
    kept = make_company("Brightline")
    merged = make_company("Bright Line UK", merged_into_id=kept.id)
    make_mention(company_id=merged.id)

    row = queries.list_queue(Show.OPEN, user=make_user()).rows[0]

    assert row.company is not None
    assert row.company.id == kept.id


def test_earlier_replies_to_the_same_person_are_remembered(app: Flask) -> None:
    ada = make_user()
    make_sent(ada, author_id="9")
    again = make_mention(author_id="9")

    assert [outreach.user_id for outreach in queries.list_earlier_replies(again)] == [ada.id]
