import json

import pytest
from sqlalchemy import func, select

from app import clock
from app.audit import queries as audit
from app.companies.models import Company
from app.companies.rules import Staff
from app.demo import written
from app.demo.people import PEOPLE, SIGN_IN_WORDS
from app.demo.standing import Standing, find_standing
from app.extensions import db
from app.judging import queries as judging
from app.judging.models import Assignment, Award, Pin, Reopening, Result, Scorecard, ScorecardVersion
from app.judging.rules import AssignmentState, Outcome, ScorecardState
from app.judging.verifying import find_differences
from app.listening.models import Mention, MentionNote, Outreach
from app.mail.models import Letter
from app.mail.rules import State as LetterState
from app.nominations.models import Nomination
from app.nominations.rules import Relation, State
from app.programme import queries as programme
from app.programme.rules import Phase, opening_at, phase_of

PRESENT_STATES = {"accepted", "asked", "held", "rejected", "replaced", "submitted", "unconfirmed", "withdrawn"}


def states_of(column):
    return {str(state) for state in db.session.scalars(select(column).distinct())}


def test_a_filled_database_is_known_as_the_demos(demo):
    assert find_standing() is Standing.FILLED


def test_there_is_a_nomination_in_every_state(demo):
    current = programme.get_current_season()

    found = db.session.scalars(select(Nomination.state).where(Nomination.season_id == current.id).distinct())

    assert set(found) == {State(state) for state in PRESENT_STATES}


def test_a_program_holds_one_and_says_why(demo):
    held = db.session.scalars(select(Nomination).where(Nomination.state == State.HELD)).all()

    by_a_program = [each for each in held if each.moderated_by is None]

    assert [each.signals for each in by_a_program] == [["too_fast", "honeypot"]]


def test_there_is_an_assignment_and_a_scorecard_in_every_state(demo):
    assert states_of(Assignment.state) == set(AssignmentState)
    assert states_of(Scorecard.state) == set(ScorecardState)


def test_judges_pinned_passages_that_can_be_read_and_one_took_a_scorecard_back(demo):
    pins, reopened = db.session.scalars(select(Pin)).all(), db.session.scalars(select(Reopening)).one()
    submitted = db.session.scalars(select(ScorecardVersion).order_by(ScorecardVersion.id))
    kept = [version.pins for version in submitted if version.pins]

    assert len(pins) == 3
    assert [list(each) for each in kept] == [["b1"], ["a2"]]
    assert db.session.get(Scorecard, reopened.scorecard_id).state is ScorecardState.DRAFT


def test_mentions_are_claimed_snoozed_sent_visited_and_dismissed(demo):
    assert states_of(Mention.state) == {"new", "claimed", "snoozed", "sent", "dismissed"}
    assert states_of(Outreach.state) == {"draft", "sent", "visited"}


@pytest.mark.parametrize(
    "there",
    [
        Mention.copy_of_id.is_not(None),
        Mention.is_drawn,
        Mention.score.is_(None),
        Mention.id.in_(select(MentionNote.mention_id)),
    ],
    ids=["a near-copy", "drawn at random", "no word table", "a note"],
)
def test_the_queue_holds_posts_of_every_kind(demo, there):
    assert db.session.scalar(select(Mention.id).where(there).limit(1))


def test_a_nomination_began_at_a_reply(demo):
    began = db.session.scalars(select(Nomination).where(Nomination.outreach_code.is_not(None))).one()

    reply = db.session.scalars(select(Outreach).filter_by(code=began.outreach_code)).one()

    assert reply.first_visited_at < began.created_at


def test_one_season_is_published_one_decided_one_judged_and_the_current_one_open(demo):
    phases = {phase_of(season, clock.now()) for season in programme.list_seasons()}

    assert phases == {Phase.PUBLISHED, Phase.DECIDING, Phase.JUDGING, Phase.NOMINATING}
    assert opening_at(programme.get_current_season(), clock.now()).shows_nominating


def test_last_year_has_an_outcome_in_every_category_one_shared_and_one_without_award(demo):
    season = programme.list_seasons()[-1]

    outcomes = {
        category.slug: {award.outcome for award in judging.list_decision(category)} for category in season.categories
    }

    assert len(outcomes) == 5
    assert sorted(outcome for each in outcomes.values() for outcome in each) == sorted(
        [Outcome.AWARD, Outcome.AWARD, Outcome.AWARD, Outcome.SHARED, Outcome.NO_AWARD]
    )


def test_last_years_published_files_verify(demo):
    season = programme.list_seasons()[-1]

    files = [judging.get_published_file(season.slug, category.slug) for category in season.categories]

    assert [find_differences(file) for file in files] == [[]] * 5


def test_no_winner_is_a_matter_of_chance(demo):
    documents = [json.loads(result.document) for result in db.session.scalars(select(Result))]

    ranks = [[row["rank"] for row in document["results"]["entries"]] for document in documents]

    assert all(sorted(rank) == list(range(1, len(rank) + 1)) for rank in ranks)


def test_every_award_but_the_missing_one_names_a_company(demo):
    awards = db.session.scalars(select(Award)).all()

    assert [award.entry is None for award in awards].count(True) == 1


def test_a_story_waits_whose_company_still_needs_its_size_checked(demo):
    waiting = db.session.scalars(select(Nomination).filter_by(state=State.SUBMITTED)).all()

    small = [each for each in waiting if each.category.small_companies_only]

    assert [each.company_id for each in small] == [None]
    assert db.session.scalar(select(func.count(Company.id)).filter_by(staff=Staff.UNKNOWN))


def test_staff_tell_stories_too(demo):
    relations = {each.written.relation for each in db.session.scalars(select(Nomination))}

    assert {Relation.CUSTOMER, Relation.EMPLOYEE, Relation.PARTNER} <= relations


def test_every_letter_was_delivered_to_a_file_on_its_day(demo):
    letters = db.session.scalars(select(Letter)).all()

    assert {letter.state for letter in letters} == {LetterState.SENT}
    assert all(letter.sent_at == letter.due_at for letter in letters)


def test_the_log_is_whole_and_in_order_of_time(demo):
    lines = audit.list_lines(limit=5000)

    assert audit.verify().broken_at is None
    assert [line.at for line in lines] == sorted((line.at for line in lines), reverse=True)


def test_everybody_can_sign_in(demo):
    client = demo.test_client()

    for person in PEOPLE:
        page = client.get("/login").get_data(as_text=True)
        token = page.split('name="csrf_token"', 1)[1].split('value="', 1)[1].split('"', 1)[0]
        answer = client.post("/login", data={"csrf_token": token, "email": person.email, "password": SIGN_IN_WORDS})
        assert answer.status_code == 303, person.email
        client = demo.test_client()


def test_no_post_can_lead_to_a_real_person():
    handles = [row["handle"] for row in written.posts()]

    assert len(handles) == len(set(handles)) == 42
    assert min(map(len, handles)) > 15
