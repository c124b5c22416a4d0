"""Learn anew at night: versions, the order of open posts, the drawn fifth, and nothing lost on the way."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from app import clock
from app.audit.models import AuditLine
from app.extensions import db
from app.listening.learning.agreement import Agreement
from app.listening.learning.ranking import DECISIONS
from app.listening.models import LearnedWeight, Mention, Verdict
from app.listening.service import learning
from app.listening.service.wiping import wipe
from app.listening.teaching import nights, relearning
from app.listening.teaching.ordering import order_open
from app.listening.teaching.relearning import relearn
from app.listening.teaching.using import find_learning
from app.listening.teaching.verdicts import note
from app.web.actions import act
from tests.listening.rows import make_mention
from tests.make import make_user, reload

LOUD = "Brilliant agents, so helpful and kind, thank you Priya. Case {0}"
CALM = "The grommet of model {0} hums"


def judge(text: str, *, is_praise: bool, network: str = "mastodon") -> Mention:
    mention = make_mention(network=network, text=text)
    act(note, mention, is_praise=is_praise)
    return mention


def teach_against_the_rule(number: int = 15, **columns: str) -> None:
    for each in range(number):
        judge(LOUD.format(each), is_praise=False, **columns)
        judge(CALM.format(each), is_praise=True, **columns)


def used() -> int | None:
    db.session.rollback()
    return find_learning().used_id


def rank_of(mention: Mention) -> float:
    return reload(mention).rank


def test_the_night_learns_and_open_posts_are_put_in_order(app):
    teach_against_the_rule()
    calm, loud = (make_mention(text=text.format("x"), score=0.5) for text in (CALM, LOUD))

    learnt = relearn()
    order_open()

    assert (learnt.verdicts, learnt.praise, learnt.is_used) == (30, 15, True)
    assert rank_of(calm) > rank_of(loud)
    assert DECISIONS in reload(calm).reasons
    assert f"{DECISIONS}: -" in reload(loud).reasons


def test_a_version_says_how_far_it_agrees_with_verdicts_held_back(app):
    teach_against_the_rule()

    version = db.session.get(LearnedWeight, relearn().version)

    assert version.compared == 30
    assert version.agreed_rule < 0.1 < 0.9 < version.agreed_learnt


def test_posts_from_x_change_nothing_without_the_setting(app):
    teach_against_the_rule(network="x")
    loud = make_mention(text=LOUD.format("x"))

    assert relearn().version is None
    assert used() is None
    assert order_open() == 0
    assert rank_of(loud) == 0.5


def test_few_verdicts_or_one_kind_alone_make_no_version(app):
    for number in range(20):
        judge(LOUD.format(number), is_praise=True)

    assert relearn().version is None


def test_a_decision_taken_back_is_unlearnt_with_the_next_night(app):
    teach_against_the_rule()
    relearn()
    act(wipe, [*db.session.scalars(select(Verdict.mention_id))], by="worker")

    learnt = relearn()

    assert (learnt.version, learnt.verdicts, used()) == (None, 0, None)


def test_learning_twice_from_the_same_verdicts_gives_the_same_weights(app):
    teach_against_the_rule()

    one, other = (db.session.get(LearnedWeight, relearn().version).weights for _ in range(2))

    assert one == other


def test_a_held_version_stays_while_nights_go_on(app):
    teach_against_the_rule()
    first, second = relearn().version, relearn().version
    act(learning.hold, first, by=make_user())

    third = relearn()

    assert (used(), third.is_used) == (first, False)
    act(learning.let_go, by=make_user())
    assert used() == third.version != second


def test_switched_off_the_rule_alone_orders_and_verdicts_are_kept(app):
    teach_against_the_rule()
    loud = make_mention(text=LOUD.format("x"), score=0.9)
    relearn()
    order_open()
    moved = rank_of(loud)

    act(learning.switch, is_on=False, by=make_user())
    order_open()

    assert moved < 0.5 < rank_of(loud)
    assert not [reason for reason in reload(loud).reasons if reason.startswith(DECISIONS)]
    assert db.session.scalar(select(func.count()).select_from(Verdict)) == 30


@pytest.mark.parametrize(("agreed", "is_used"), [(0.9, True), (0.8, False)], ids=["as well", "worse"])
def test_a_version_that_agrees_less_than_the_rule_does_not_order_the_queue(app, agreed, is_used):
    weigh = relearning.Learnt(None, 30, 15, is_used=False, agreement=Agreement(30, 0.9, agreed))

    learnt = act(relearning.keep, {8: 1.0}, weigh, by="worker")

    assert learnt.is_used is is_used
    assert used() == (learnt.version if is_used else None)


def test_old_versions_are_forgotten_but_the_one_in_use(app):
    teach_against_the_rule(5)
    first = relearn().version
    act(learning.hold, first, by=make_user())

    for _ in range(relearning.VERSIONS_KEPT + 2):
        relearn()

    kept = list(db.session.scalars(select(LearnedWeight.id)))
    assert first in kept
    assert len(kept) == relearning.VERSIONS_KEPT + 1


def test_words_weighed_by_hand_move_posts_of_every_network_and_are_audited(app):
    post, other = make_mention(text="The gift card came late"), make_mention(text="The gift came late")
    act(learning.weigh_words, "Gift  CARD", weight=2, by=make_user())

    order_open()

    assert "word weight: gift card" in reload(post).reasons
    assert rank_of(post) > rank_of(other)
    assert db.session.scalar(select(AuditLine.verb).order_by(AuditLine.number.desc()).limit(1)) == "words weighed"


def test_a_weight_that_is_set_again_is_changed_and_one_removed_counts_no_more(app):
    by = make_user()
    act(learning.weigh_author, "x", handle="@Ada", weight=2, by=by)
    weight = act(learning.weigh_author, "x", handle="ada", weight=-2, by=by)
    post = make_mention(text="A plain word", author_handle="ADA")
    order_open()
    lowered = rank_of(post)

    act(learning.remove_weight, type(weight), weight.id, by=by)
    order_open()

    assert lowered < rank_of(post)


def test_ordering_stops_anywhere_and_goes_on(app, monkeypatch):
    posts = [make_mention(text="A plain gift card") for _ in range(7)]
    act(learning.weigh_words, "gift card", weight=2, by=make_user())
    monkeypatch.setattr("app.listening.teaching.ordering.BATCH", 3)

    looked = [order_open(seconds=0), order_open(), order_open()]

    assert looked == [0, 7, 0]
    assert len({rank_of(post) for post in posts}) == 1
    assert find_learning().ordered_to is None


def test_a_wiped_post_gets_no_reasons_again(app):
    post = make_mention(text="A plain gift card")
    act(learning.weigh_words, "gift card", weight=2, by=make_user())
    act(wipe, [post.id], by="worker")

    order_open()

    assert reload(post).reasons == []


def test_a_night_learns_once_and_a_missed_one_is_caught_up(app):
    teach_against_the_rule(5)
    morning = clock.now().replace(hour=9, minute=0)

    with time_machine.travel(morning, tick=False):
        learnt = [nights.learn_at_night(), nights.learn_at_night()]
    with time_machine.travel(morning + timedelta(hours=19), tick=False):
        learnt.append(nights.learn_at_night())

    assert [bool(each) for each in learnt] == [True, False, True]


def test_the_command_tells_a_script_what_was_learnt(app):
    teach_against_the_rule()
    make_mention(text=CALM.format("x"))

    said = json.loads(app.test_cli_runner().invoke(args=["listen", "learn", "--json"]).output)

    assert (said["verdicts"], said["praise"], said["used"], said["compared"]) == (30, 15, True, 30)
    assert said["ordered"] >= 1


def test_the_command_says_when_there_is_too_little(app):
    said = app.test_cli_runner().invoke(args=["listen", "learn"])

    assert said.exit_code == 0
    assert "Nothing learnt" in said.output


def test_help_shows_an_example(app):
    assert "Example: awards listen learn" in app.test_cli_runner().invoke(args=["listen", "learn", "--help"]).output


def test_x_teaches_with_the_setting(app):
    kept = app.config["AWARDS"]
    app.config["AWARDS"] = replace(kept, learn_from_x=True)
    teach_against_the_rule(network="x")

    assert relearn().verdicts == 30

    app.config["AWARDS"] = kept
    assert relearn().version is None


def test_when_x_may_no_longer_teach_nothing_that_was_learnt_from_it_stays_in_use(app):
    kept = app.config["AWARDS"]
    app.config["AWARDS"] = replace(kept, learn_from_x=True)
    try:
        teach_against_the_rule(network="x")
        act(learning.hold, relearn().version, by=make_user())
    finally:
        app.config["AWARDS"] = kept

    relearn()

    assert (used(), db.session.scalar(select(func.count()).select_from(LearnedWeight))) == (None, 0)
    assert "learnt order forgotten" in db.session.scalars(select(AuditLine.verb)).all()
