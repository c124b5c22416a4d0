from app.accounts.models import User
from app.audit.models import AuditLine
from app.extensions import db
from app.judging import service
from app.judging.assigning.replacing import find_replacement, replace
from app.judging.assigning.seating import seat_panel
from app.judging.models import Assignment
from app.judging.rules import RecusalReason
from app.nominations.models import Entry
from app.web.actions import act
from tests.judging.rows import count, find_assignment, make_round
from tests.make import make_nomination, make_user, reload, sent_letters
from tests.together import at_once


def seat(made, *, judges_an_entry=3, cap=None, members=None):
    act(
        seat_panel,
        made.category,
        judges_an_entry=judges_an_entry,
        cap=cap,
        members=members or {},
        by=made.organiser,
    )


def ask(made, *pairs):
    act(service.change_panel, made.category, add=list(pairs), by=made.organiser)


def test_whoever_has_the_least_open_work_replaces_a_judge_and_gets_the_usual_letter(app):
    made = make_round(entries=2, judges=3, assign=False)
    gone, busy, free = made.judges
    ask(made, (gone, made.entries[0]), (busy, made.entries[1]))
    act(service.recuse, find_assignment(gone, made.entry), reason=RecusalReason.OTHER, by=gone)

    asked = act(replace, made.entry, made.organiser)

    assert reload(asked).judge_id == free.id
    assert [letter["To"] for letter in sent_letters(app)].count(free.email) == 1
    last = db.session.query(AuditLine).order_by(AuditLine.number.desc()).first()
    assert (last.verb, last.facts["judge"]) == ("judge assigned", free.public_id)


def test_nobody_who_stepped_back_moderated_or_has_the_entry_already_is_chosen(app):
    made = make_round(judges=3, assign=False)
    has, gone, moderated = made.judges
    make_nomination(state="accepted", entry=made.entry, moderated_by_id=moderated.id)
    ask(made, (has, made.entry), (gone, made.entry))
    act(service.recuse, find_assignment(gone, made.entry), reason=RecusalReason.OTHER, by=gone)

    assert find_replacement(made.entry) is None
    assert act(replace, made.entry, made.organiser) is None


def test_a_panel_with_members_is_asked_within_their_caps_and_nobody_else(app):
    made = make_round(entries=2, judges=3, assign=False)
    full, member, _stranger = made.judges
    seat(made, members={full.id: 1, member.id: None})
    ask(made, (full, made.entries[1]), (member, made.entries[1]))

    assert find_replacement(made.entry).id == member.id

    seat(made, cap=1, members={full.id: 1, member.id: None})
    assert find_replacement(made.entry) is None


def test_a_judge_who_was_released_from_the_entry_comes_last_among_equals(app):
    made = make_round(judges=2, assign=False)
    released = min(made.judges, key=lambda judge: find_replacement(made.entry).id != judge.id)
    ask(made, (released, made.entry))
    act(service.change_panel, made.category, drop=[(released, made.entry)], by=made.organiser)

    assert find_replacement(made.entry).id != released.id


def test_the_choice_among_equals_is_always_the_same(app):
    made = make_round(judges=5, assign=False)
    first = find_replacement(made.entry)

    make_user(role="curator")

    assert find_replacement(made.entry).id == first.id


def test_two_at_once_never_ask_beyond_a_cap(app):
    made = make_round(entries=2, judges=1, assign=False)
    seat(made, cap=1)

    organiser, entries = made.organiser.id, [entry.id for entry in made.entries]

    def ask_for(entry):
        return act(lambda: replace(db.session.get(Entry, entry), db.session.get(User, organiser)) is not None)

    asked = at_once(app, *[lambda entry=entry: ask_for(entry) for entry in entries])

    assert sorted(asked) == [False, True]
    assert count(Assignment) == 1
