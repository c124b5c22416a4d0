from datetime import timedelta

import pytest
import time_machine
from flask import current_app
from sqlalchemy import select

from app.audit.models import AuditLine
from app.errors import Conflict, Forbidden, Refused
from app.extensions import db
from app.judging import queries, service
from app.judging.models import Award, SignOff
from app.judging.rules import AwardState, Outcome
from app.mail.models import Letter
from app.nominations.models import Nomination
from app.nominations.rules import State
from app.web.actions import act
from tests.judging.rows import Round, ask_late, compute, count, make_round, submit
from tests.make import make_category, make_nomination, make_user, reload, sent_letters


@pytest.fixture
def decided(app):
    """Give a computed category of two entries, the first over the award line, after judging."""
    made = make_round(entries=2, judges=3)
    for judge in made.judges:
        submit(judge, made.entries[0], 4, 4, 4, 4, 4)
        submit(judge, made.entries[1], 3, 3, 3, 3, 3)
    compute(made)
    with time_machine.travel(made.after_judging, tick=True):
        yield made


@pytest.fixture
def at_the_hour(decided):
    """Move to the hour of the announcement."""
    with time_machine.travel(decided.season.announced_at, tick=True):
        yield


def propose(made: Round, *, by=None, outcome=Outcome.AWARD, entries=None, citation="They stay until it works."):
    honoured = made.entries[:1] if entries is None else entries
    return act(
        service.propose,
        made.category,
        outcome=outcome,
        entries=honoured,
        citation=citation,
        reason="The panel talked it through and agreed.",
        by=by or made.organiser,
    )


def publish(made: Round):
    """Publish at the hour that is planned."""
    with time_machine.travel(made.season.announced_at, tick=True):
        return act(service.publish, made.season, by=made.organiser)


def sign_alone(made: Round):
    return act(service.sign, made.category, typed_name=made.category.name, by=made.organiser)


@pytest.mark.parametrize(
    ("outcome", "picks", "citation", "sentence"),
    [
        (Outcome.AWARD, [], "Why", "one entry that wins"),
        (Outcome.AWARD, [0], " ", "Say in a sentence"),
        (Outcome.SHARED, [0], "Why", "at least two"),
        (Outcome.NO_AWARD, [0], "", "honours no entry"),
        (Outcome.AWARD, [1], "Why", "does not reach the award line"),
    ],
    ids=["award to nobody", "award without a reason", "shared by one", "no award to somebody", "under the line"],
)
def test_an_outcome_that_does_not_fit_is_refused(decided, outcome, picks, citation, sentence):
    with pytest.raises(Refused, match=sentence):
        propose(decided, outcome=outcome, entries=[decided.entries[pick] for pick in picks], citation=citation)

    assert count(Award) == 0


def test_no_award_is_a_real_outcome(decided):
    awards = propose(decided, outcome=Outcome.NO_AWARD, entries=[], citation="")

    assert [(award.outcome, award.entry_id) for award in awards] == [(Outcome.NO_AWARD, None)]


def test_a_new_proposal_replaces_the_old_one_and_its_signatures(decided):
    make_user(role="organiser")
    propose(decided)
    act(service.sign, decided.category, by=decided.organiser)

    propose(decided, citation="A better sentence.")

    assert count(SignOff) == 0
    assert [award.citation for award in db.session.scalars(select(Award))] == ["A better sentence."]


def test_two_organisers_sign_where_two_are_active(decided):
    other = make_user(role="organiser")
    propose(decided)

    first = act(service.sign, decided.category, by=decided.organiser)
    assert [award.state for award in first] == [AwardState.PROPOSED]
    act(service.sign, decided.category, by=decided.organiser)
    assert count(SignOff) == 1
    second = act(service.sign, decided.category, by=other)

    assert [award.state for award in second] == [AwardState.SIGNED]
    assert {sign_off.is_alone for sign_off in second[0].sign_offs} == {False}


def test_the_log_does_not_tell_how_many_share_an_award(app):
    made = make_round(entries=2, judges=1)
    for entry in made.entries:
        submit(made.judge, entry, 4, 4, 4, 4, 4)
    compute(made)
    with time_machine.travel(made.after_judging, tick=True):
        propose(made, outcome=Outcome.SHARED, entries=made.entries)
        sign_alone(made)

    verbs = list(db.session.scalars(select(AuditLine.verb).where(AuditLine.verb.like("award %"))))
    assert sorted(verbs) == ["award proposed", "award signed"]
    assert count(Award) == 2


def test_nobody_signs_a_proposal_they_have_not_seen(decided):
    seen = queries.name_of_decision(propose(decided))
    propose(decided, citation="Other words, after the page was opened.")

    with pytest.raises(Conflict, match="changed since you opened"):
        act(service.sign, decided.category, typed_name=decided.category.name, seen=seen, by=decided.organiser)

    assert count(SignOff) == 0


def test_a_disabled_organiser_is_not_waited_for_and_one_types_the_name(decided):
    make_user(role="organiser", is_active=False)
    propose(decided)

    with pytest.raises(Refused, match="only organiser"):
        act(service.sign, decided.category, typed_name="yes", by=decided.organiser)
    awards = sign_alone(decided)

    assert [award.state for award in awards] == [AwardState.SIGNED]
    line = db.session.scalars(select(AuditLine).order_by(AuditLine.number.desc()).limit(1)).one()
    assert (line.verb, line.facts["alone"]) == ("award signed", "yes")


def test_an_organiser_who_judges_in_the_category_neither_decides_nor_counts(decided):
    judging = make_user(role="organiser")
    ask_late(judging, decided.entries[1])
    propose(decided)

    with pytest.raises(Forbidden, match="so others decide it"):
        propose(decided, by=judging)
    with pytest.raises(Forbidden):
        act(service.sign, decided.category, by=judging)
    assert [award.state for award in sign_alone(decided)] == [AwardState.SIGNED]


def test_a_proposal_from_an_older_result_cannot_be_signed(decided):
    propose(decided)

    def withdraw():
        for nomination in db.session.scalars(select(Nomination).filter_by(entry_id=decided.entries[1].id)):
            nomination.state = State.WITHDRAWN

    act(withdraw)
    act(service.compute_result, decided.category, by=decided.organiser)

    with pytest.raises(Conflict, match="computed anew"):
        sign_alone(decided)


def test_a_season_is_announced_only_when_every_category_with_entries_is_signed(decided):
    second = make_category(season=decided.season, name="Best recovery")
    with time_machine.travel(decided.season.nominations_open_at, tick=False):
        make_nomination(state="accepted", category=second)
    make_category(season=decided.season, name="Nobody was nominated here")
    propose(decided)
    sign_alone(decided)

    with pytest.raises(Refused, match="Not signed yet: Best recovery"):
        publish(decided)

    assert reload(decided.season).published_at is None


def test_announcing_publishes_everything_at_once_and_only_once(decided):
    propose(decided)
    sign_alone(decided)
    assert queries.list_awards(decided.season) == []

    publish(decided)

    row = queries.list_awards(decided.season)[0]
    assert (row.winner_name, row.company_slug) == (decided.entry.title, decided.entry.company.slug)
    assert (row.score, row.outcome, row.citation) == ("75", "award", "They stay until it works.")
    assert reload(decided.season).published_at is not None
    with pytest.raises(Conflict, match="announced already"):
        publish(decided)


def test_every_nominator_of_the_category_gets_one_letter(decided):
    for entry in decided.entries:
        make_nomination(state="accepted", entry=entry, email="twice@example.org")
    gone = make_nomination(state="accepted", entry=decided.entry, email="gone@example.org")
    before = len(sent_letters(current_app))
    propose(decided)
    sign_alone(decided)
    publish(decided)

    def withdraw():
        db.session.get(Nomination, gone.id).state = State.WITHDRAWN

    act(withdraw)
    with time_machine.travel(decided.season.announced_at + timedelta(minutes=1), tick=True):
        letters = sent_letters(current_app)[before:]

    told = [letter["To"] for letter in letters]
    assert len(told) == len(set(told)) == 3
    assert "twice@example.org" in told
    assert "gone@example.org" not in told
    text = letters[0].get_body(("plain",)).get_content()
    assert decided.entry.title in text
    assert f"http://localhost/winners/{decided.season.slug}" in text


@pytest.mark.parametrize("step", ["award proposed", "award signed", "season announced"])
def test_a_decision_and_its_lines_live_or_die_together(decided, request, step):
    steps = {
        "award proposed": lambda: service.propose(
            decided.category, outcome=Outcome.AWARD, entries=decided.entries[:1], citation="Why", by=decided.organiser
        ),
        "award signed": lambda: service.sign(decided.category, typed_name=decided.category.name, by=decided.organiser),
        "season announced": lambda: service.publish(decided.season, by=decided.organiser),
    }
    if step != "award proposed":
        propose(decided)
    if step == "season announced":
        sign_alone(decided)
    before = (count(AuditLine), count(Award), count(SignOff), count(Letter))

    if step == "season announced":
        request.getfixturevalue("at_the_hour")

    def step_and_fail():
        steps[step]()
        db.session.flush()
        raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        act(step_and_fail)
    assert (count(AuditLine), count(Award), count(SignOff), count(Letter)) == before
    assert reload(decided.season).published_at is None

    act(steps[step])

    verbs = db.session.scalars(select(AuditLine.verb).order_by(AuditLine.number)).all()[before[0] :]
    assert step in verbs
