from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy import select, update

from app import clock
from app.extensions import db
from app.listening import checking, queries, service
from app.listening.checking import Checked
from app.listening.models import Claim, Mention, Outreach, Quarantine, ReadSpend, SourceHealth
from app.listening.passes.stopping import Stop
from app.listening.passes.storing import score, store
from app.listening.posts import Rejected
from app.listening.rules import DismissReason, MentionState, OutreachState
from app.listening.sources.x.source import XSource
from app.web.actions import act
from tests.listening.reading import read, stored_ids
from tests.listening.rows import make_claimed, make_mention, make_sent, make_watch, post_of, verbs
from tests.listening.x_server import HISTORY, Answer, XServer, make_post
from tests.make import make_user, reload

pytestmark = pytest.mark.usefixtures("_money")
WHAT_X_SAYS = ("deleted", "protected", "suspended", "withheld")


def check(source: XSource, *, is_asked: bool = True) -> Checked:
    return checking.check_network(source, is_asked=is_asked, stop=Stop())


def hold(x: XServer, **columns: object) -> tuple[dict[str, object], Mention]:
    """Let X show a post that we hold."""
    post = make_post(number=len(x.posts))
    x.posts.append(post)
    return post, make_mention(post_id=post["id"], **columns)


def health() -> SourceHealth:
    db.session.rollback()
    return db.session.scalars(select(SourceHealth).where(SourceHealth.network == "x")).one()


@pytest.mark.parametrize("why", WHAT_X_SAYS)
def test_case_42_what_x_says_is_not_to_be_had_is_wiped(app: Flask, x: XServer, source: XSource, why: str) -> None:
    post, mention = hold(x)
    x.lost[post["id"]] = why
    _, kept = hold(x)

    report = check(source)

    gone = reload(mention)
    assert (report.gone, report.present, report.failure) == (1, 1, "")
    assert gone.state is MentionState.GONE
    assert [gone.text, gone.url, gone.author_id, gone.author_handle, gone.author_name] == [""] * 5
    assert post["id"] not in (gone.post_id, gone.version_id)
    assert reload(kept).text


@pytest.mark.parametrize(
    "down",
    [
        Answer("", 500),
        Answer("<html>hello</html>"),
        Answer("", 404),
        Answer("", 401),
        Answer("", 403),
        Answer("slow", 429),
        Answer({"errors": [{"title": "Service Unavailable", "type": "about:blank"}]}),
        Answer({"data": []}),
        Answer({"errors": [{"resource_type": "user", "resource_id": "1", "type": "x/resource-not-found"}]}),
    ],
    ids=["500", "html", "404", "401", "403", "429", "partial", "nothing said", "about a user"],
)
def test_case_42_a_check_that_fails_wipes_nothing(app: Flask, x: XServer, source: XSource, down: Answer) -> None:
    _, mention = hold(x)
    x.instead = [down]

    report = check(source)

    assert (report.gone, reload(mention).state) == (0, MentionState.NEW)
    assert reload(mention).text
    assert verbs() == []


def test_a_failed_check_stays_visible_until_one_succeeds(app: Flask, x: XServer, source: XSource) -> None:
    hold(x)
    x.instead = [Answer("", 500)]

    assert "status 500" in check(source).failure
    failed = health()
    told = (failed.check_failure, failed.check_failed_at is not None, failed.checked_at, failed.retry_at)
    check(source)

    assert told == ("X has trouble of its own (status 500).", True, None, None)
    assert (health().check_failure, health().check_failed_at) == (None, None)
    assert health().checked_at is not None


def test_what_is_gone_takes_claim_draft_note_and_quarantine_with_it(app: Flask, x: XServer, source: XSource) -> None:
    cara = make_user()
    post, mention = hold(x)
    act(service.claim, mention, by=cara)
    act(service.write_note, mention, note="A regular of Brightline", by=cara)
    act(store, [], [Rejected("odd", "f" * 64, network="x", post_id=str(post["id"]))])
    x.lost[str(post["id"])] = "deleted"

    check(source)

    outreach = db.session.scalars(select(Outreach)).one()
    assert db.session.scalars(select(Claim.ended_at)).one() is not None
    assert (outreach.state, outreach.text) == (OutreachState.ABANDONED, "")
    assert db.session.scalars(select(Quarantine)).all() == []
    assert verbs()[-1] == "mention wiped, gone at its source"


def test_a_reply_that_was_sent_loses_its_words_and_keeps_its_link(app: Flask, x: XServer, source: XSource) -> None:
    post = make_post()
    mention, outreach = make_sent(make_user(), post_id=post["id"])
    x.lost[post["id"]] = "deleted"

    check(source)

    kept = reload(outreach)
    assert (kept.text, kept.reply_url, kept.state, kept.code) == ("", None, OutreachState.SENT, outreach.code)
    assert kept.sent_at == outreach.sent_at
    assert queries.list_replies(queries.Wanted(outreach.user))[0][0].mention.is_wiped
    assert reload(mention).state is MentionState.GONE


def test_what_is_gone_never_comes_back_by_a_pass_or_a_file(app: Flask, x: XServer, source: XSource) -> None:
    make_watch()
    x.posts = [make_post(number=1), make_post(number=2, text="Kind help.")]
    read(source)
    x.lost[x.posts[0]["id"]] = "deleted"
    check(source)
    edited = str(int(x.posts[0]["id"]) + 9)
    x.posts[0] |= {"id": edited, HISTORY: [x.posts[0]["id"], edited], "text": "Other words"}

    report = read(source)
    again = act(store, score([post_of(x.posts[0][HISTORY][0]), post_of(x.posts[1]["id"])]), [])

    assert (report.stored.new, report.stored.edited) == (0, 0)
    assert (again.new, again.known) == (0, 2)
    assert len(stored_ids()) == 2
    assert x.posts[0][HISTORY][0] not in stored_ids()


def test_case_41_an_edit_is_read_at_once_and_shown_to_who_holds_the_post(
    app: Flask, x: XServer, source: XSource
) -> None:
    mention = hold(x)[1]
    act(service.claim, mention, by=make_user())
    first = mention.post_id
    newer = str(int(first) + 7)
    x.posts[0] |= {"id": newer, HISTORY: [first, newer], "text": "The support team was a disaster."}
    scored = reload(mention).score

    report = check(source)

    edited = reload(mention)
    assert (report.edited, edited.text, edited.version_id) == (1, "The support team was a disaster.", newer)
    assert edited.post_id == first
    assert edited.score != scored
    assert edited.edited_at is not None
    assert check(source).present == 1


def test_case_41_an_edit_that_a_pass_brings_is_noted_only_when_words_changed(app: Flask) -> None:
    mention = make_mention(text="Kind help")

    act(store, score([post_of(mention.post_id, version=str(int(mention.post_id) + 1), text="Kind help")]), [])
    same = reload(mention).edited_at
    act(store, score([post_of(mention.post_id, version=str(int(mention.post_id) + 2), text="Rude help")]), [])

    assert same is None
    assert (reload(mention).text, reload(mention).edited_at is not None) == ("Rude help", True)


def test_on_x_only_the_shown_and_shortlisted_are_checked(app: Flask, x: XServer, source: XSource) -> None:
    cara = make_user()
    claimed = make_claimed(cara, score=0.01)
    make_sent(cara, score=0.01)
    for number in range(102):
        make_mention(score=0.2 + number / 1000)
    dismissed = make_mention()
    act(service.dismiss, dismissed, reason=DismissReason.OTHER, by=cara)
    worked_with, left_alone = claimed.post_id, dismissed.post_id

    check(source)

    asked = [each for query in x.asked for each in query["ids"].split(",")]
    assert len(asked) == 102
    assert worked_with in asked
    assert left_alone not in asked


def test_the_oldest_check_comes_first_and_a_daily_sweep_leaves_out_what_is_fresh(
    app: Flask, x: XServer, source: XSource
) -> None:
    days = (0, 3, 2)
    held = [hold(x)[1] for _ in days]
    for mention, ago in zip(held, days, strict=True):
        checked_at = clock.now() - timedelta(days=ago)
        act(db.session.execute, update(Mention).where(Mention.id == mention.id).values(checked_at=checked_at))
    db.session.rollback()

    check(source, is_asked=False)
    check(source)

    assert [query["ids"].count(",") + 1 for query in x.asked] == [2, 3]
    assert x.asked[0]["ids"].split(",")[0] in (held[1].post_id, held[2].post_id)
    assert x.asked[1]["ids"].split(",").count(held[0].post_id) == 1


@pytest.fixture
def _little_money(app: Flask, _money: None) -> Iterator[None]:
    kept = app.config["AWARDS"]
    app.config["AWARDS"] = replace(kept, x_monthly_budget=Decimal("0.20"))
    yield
    app.config["AWARDS"] = kept


@pytest.mark.usefixtures("_little_money")
def test_checks_take_a_fifth_of_the_day_and_what_is_gone_costs_nothing(app: Flask, x: XServer, source: XSource) -> None:
    for _ in range(5):
        hold(x)
    x.lost[x.posts[0]["id"]] = "deleted"

    report, again = check(source), check(source)

    spends = db.session.scalars(select(ReadSpend).order_by(ReadSpend.id)).all()
    assert (report.asked, report.gone, report.cost) == (3, 1, 10_000)
    assert (again.asked, again.cost) == (0, 0)
    assert "for checks ($0.01) is used up" in report.note
    assert "for checks ($0.01) is used up" in again.note
    assert [(spend.is_check, spend.settled) for spend in spends] == [(True, 5_000), (True, 5_000)]


@pytest.mark.usefixtures("_little_money")
def test_edits_are_not_read_anew_for_money_that_is_not_there(app: Flask, x: XServer, source: XSource) -> None:
    held = [hold(x) for _ in range(3)]
    for post, _ in held:
        newer = str(int(str(post["id"])) + 7)
        post |= {"id": newer, HISTORY: [*post[HISTORY], newer], "text": "Other words"}

    report = check(source)

    spends = db.session.scalars(select(ReadSpend)).all()
    assert (report.edited, sum(spend.reserved for spend in spends)) == (2, 10_000)
    assert "is used up" in report.note
    assert [reload(mention).edited_at is not None for _, mention in held] == [True, True, False]


def test_a_failed_check_that_may_have_cost_counts_in_full(app: Flask, x: XServer, source: XSource) -> None:
    hold(x)
    x.instead = [Answer("<html>", 200)]

    check(source)

    assert db.session.scalars(select(ReadSpend.settled)).one() == 5_000
