"""Let decisions teach: what is kept of them, what may not be, and what goes again."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from app.extensions import db
from app.listening import service
from app.listening.answering import undoing
from app.listening.models import Mention, Verdict
from app.listening.rules import DismissReason
from app.listening.service.wiping import wipe, wipe_all_but_verdict
from app.listening.teaching import verdicts
from app.listening.teaching.relearning import forget_what_may_not_teach, list_judged
from app.web.actions import act
from tests.listening.rows import make_mention, make_sent
from tests.make import make_user, reload

NO_PRAISE = ("not_support", "not_praise", "sarcasm", "advert", "own_staff", "company", "spam")
SAYING_NOTHING = ("no_company", "known", "other")


def all_verdicts() -> list[Verdict]:
    db.session.rollback()
    return list(db.session.scalars(select(Verdict).order_by(Verdict.id)))


def dismissed(reason: str = "not_praise", **columns: object) -> Mention:
    mention = make_mention(**{"network": "mastodon", **columns})
    act(service.dismiss, mention, reason=DismissReason(reason), by=make_user())
    return reload(mention)


@pytest.fixture
def with_x(app):
    kept = app.config["AWARDS"]
    app.config["AWARDS"] = replace(kept, learn_from_x=True)
    yield app
    app.config["AWARDS"] = kept


@pytest.mark.parametrize("reason", NO_PRAISE)
def test_a_reason_that_tells_of_praise_teaches(app, reason):
    mention = dismissed(reason)

    [verdict] = all_verdicts()

    assert (verdict.mention_id, verdict.is_praise, verdict.network) == (mention.id, False, "mastodon")
    assert verdict.numbers
    assert verdict.prior is not None


@pytest.mark.parametrize("reason", SAYING_NOTHING)
def test_a_reason_that_says_nothing_of_praise_teaches_nothing(app, reason):
    dismissed(reason)

    assert all_verdicts() == []


def test_every_reason_is_decided_upon():
    assert {*NO_PRAISE, *SAYING_NOTHING} == {reason.value for reason in DismissReason}


def test_an_answered_post_teaches_praise(app):
    make_sent(make_user(), network="mastodon")

    [verdict] = all_verdicts()

    assert verdict.is_praise


def test_a_verdict_holds_numbers_and_nothing_of_the_words(app):
    dismissed(text="Zanzibar quixotic gramophone, you were lovely")

    [verdict] = all_verdicts()
    columns = " ".join(str(getattr(verdict, column.name)) for column in Verdict.__table__.columns)

    assert all(isinstance(number, int) for number in verdict.numbers)
    assert not [word for word in ("zanzibar", "quixotic", "gramophone", "lovely") if word in columns.lower()]


def test_the_numbers_are_made_under_the_key_of_the_site(app):
    dismissed()
    [first] = all_verdicts()
    numbers = list(first.numbers)

    app.config["AWARDS"] = replace(app.config["AWARDS"], lasting_key="another key of another site, quite long")

    assert list(verdicts.site_hashing().features("The support team at Brightline is wonderful.").numbers) != numbers


def test_undoing_a_dismissal_takes_back_what_it_taught(app):
    mention = dismissed()

    act(service.restore, mention, by=make_user())

    assert all_verdicts() == []


def test_undoing_a_sent_mark_takes_back_what_it_taught(app):
    by = make_user()
    mention, _ = make_sent(by, network="mastodon")

    act(undoing.unsend, mention, by=by)

    assert all_verdicts() == []


def test_a_second_dismissal_counts_instead_of_the_first(app):
    mention = dismissed()
    act(service.restore, mention, by=make_user())

    act(service.dismiss, reload(mention), reason=DismissReason.SARCASM, by=make_user())

    assert len(all_verdicts()) == 1


@pytest.mark.parametrize("wiping", [wipe, wipe_all_but_verdict], ids=["gone", "kept long enough"])
def test_a_verdict_goes_with_its_post(app, wiping):
    mention = dismissed()

    act(wiping, [mention.id], by="worker")

    assert all_verdicts() == []


def test_a_verdict_goes_when_the_row_of_its_post_goes(app):
    mention = dismissed()

    act(lambda: db.session.delete(db.session.get(Mention, mention.id)))

    assert all_verdicts() == []


def test_nothing_of_a_post_from_x_is_kept_to_learn_from(app):
    dismissed(network="x")

    [verdict] = all_verdicts()

    assert (verdict.network, verdict.prior, verdict.numbers) == ("x", None, [])
    assert list_judged() == []


def test_posts_from_x_teach_where_the_setting_says_so(with_x):
    dismissed(network="x")

    assert len(list_judged()) == 1


def test_what_x_taught_is_emptied_when_the_setting_is_taken_back(with_x):
    dismissed(network="x")
    with_x.config["AWARDS"] = replace(with_x.config["AWARDS"], learn_from_x=False)

    assert list_judged() == []
    assert forget_what_may_not_teach() == 1
    [verdict] = all_verdicts()
    assert (verdict.prior, verdict.numbers) == (None, [])


def test_a_post_in_a_language_without_a_word_table_teaches_nothing(app):
    dismissed(score=None)

    [verdict] = all_verdicts()

    assert verdict.prior is None
