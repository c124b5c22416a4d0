import json

import pytest
import time_machine
from flask import current_app
from sqlalchemy import select

from app.accounts.models import User
from app.audit.models import AuditLine
from app.errors import Conflict, Refused
from app.extensions import db
from app.judging import queries, service
from app.judging.deciding.announcing import publish_due
from app.judging.deciding.minutes import list_minutes, write_minutes
from app.judging.deciding.recording import get_record
from app.judging.deciding.records import find_faults
from app.judging.deciding.shortlisting import publish_shortlist
from app.judging.models import Announcement, DecisionRecord, Recusal
from app.judging.results import canonical
from app.judging.rules import AwardState, Outcome, RecusalReason
from app.mail.models import Letter
from app.nominations.models import Entry
from app.nominations.rules import State as NominationState
from app.programme.models import Category, Season
from app.web.actions import act
from tests.judging.deciding.tied import REASON, compare_all, decide, make_tied, over
from tests.judging.rows import count
from tests.make import make_user, reload, save, sent_letters, sign_in
from tests.nominations.private import link_to, read
from tests.together import at_once


@pytest.fixture
def decided(app):
    """Give a category whose tie was broken and whose winner is signed."""
    made = make_tied()
    with over(made):
        compare_all(made, made.entry)
        decide(made, made.entry)
        yield made


def at_the_hour(made):
    db.session.rollback()
    return time_machine.travel(reload(made.season).announced_at, tick=True)


def exactly_at_the_hour(made):
    db.session.rollback()
    return time_machine.travel(reload(made.season).announced_at, tick=False)


def paths(made):
    season, category = made.season.slug, made.category.slug
    return [
        f"/winners/{season}{rest}" for rest in ("", f"/{category}", f"/{category}.json", f"/{category}/record.json")
    ]


def test_nothing_is_public_before_its_hour_and_then_everything_goes_out_by_itself_once(decided, client):
    with pytest.raises(Refused, match="is public before"):
        act(service.publish, decided.season, by=decided.organiser)
    act(service.announce, decided.season, by=decided.organiser)
    early = [client.get(path).status_code for path in paths(decided)]
    told_early = (publish_due(), db.session.scalars(select(Letter.purpose).filter_by(purpose="outcome")).all())
    named_early = decided.entry.title in client.get("/winners").get_data(as_text=True)

    with at_the_hour(decided):
        done = [publish_due(), publish_due()]
        late = [client.get(path).status_code for path in paths(decided)]

    assert (early, told_early, named_early) == ([404] * 4, (0, []), False)
    assert (done, late) == ([1, 0], [200] * 4)
    assert len(db.session.scalars(select(Letter).filter_by(purpose="outcome")).all()) == 3
    assert count(Announcement) == 0


@pytest.mark.parametrize("by", ["organiser", "worker"])
def test_the_hour_itself_is_not_too_early(decided, by):
    if by == "worker":
        act(service.announce, decided.season, by=decided.organiser)

    with exactly_at_the_hour(decided):
        public = publish_due() if by == "worker" else len(act(service.announce, decided.season, by=decided.organiser))

    assert public == 1
    assert reload(decided.season).published_at is not None


def test_once_announced_minutes_and_shortlist_stay_as_they_are(decided):
    with at_the_hour(decided):
        act(service.publish, decided.season, by=decided.organiser)

        with pytest.raises(Conflict, match="minutes stay as they are"):
            act(write_minutes, decided.category, present="Rosa", discussed="Later", seen=0, by=decided.organiser)
        with pytest.raises(Conflict, match="shortlist stays as it is"):
            act(publish_shortlist, decided.category, by=decided.organiser)


def test_a_tie_break_of_an_older_result_is_no_part_of_the_record(app):
    made = make_tied()
    with over(made):
        compare_all(made, made.entry)
        act(lambda: setattr(made.entries[2].nominations[0], "state", NominationState.WITHDRAWN))
        act(service.compute_result, made.category, by=made.organiser)
        decide(made, made.entry)

    with at_the_hour(made):
        act(service.publish, made.season, by=made.organiser)
        told = get_record(made.season.slug, made.category.slug).document

    assert (told["entries"], told["tie_break"]) == (2, None)


def test_what_is_prepared_can_be_cancelled_until_its_hour_and_holds_the_decision_until_then(decided):
    act(service.announce, decided.season, by=decided.organiser)
    with pytest.raises(Conflict, match="prepared and waits"):
        decide(decided, decided.entries[1])
    with pytest.raises(Conflict, match="prepared already"):
        act(service.announce, decided.season, by=decided.organiser)

    act(service.cancel, decided.season, by=decided.organiser)

    with at_the_hour(decided):
        assert publish_due() == 0
    assert reload(decided.season).published_at is None


def test_the_record_says_how_it_was_decided_and_verifies_as_does_its_result(decided, app, client, tmp_path):
    for judge, reason in ((decided.judges[0], RecusalReason.HANDED_BACK), (decided.judges[1], RecusalReason.OTHER)):
        stepped_back = {"judge_id": judge.id, "entry_id": decided.entries[2].id, "recused_at": decided.after_judging}
        save(Recusal(**stepped_back, reason=reason))
    with at_the_hour(decided):
        act(service.publish, decided.season, by=decided.organiser)
        page, (_, _, result, record) = client.get(paths(decided)[1]).get_data(as_text=True), paths(decided)
        for name, path in (("result.json", result), ("record.json", record)):
            (tmp_path / name).write_bytes(client.get(path).data)
    told = json.loads((tmp_path / "record.json").read_text())
    verify = [
        app.test_cli_runner().invoke(args=["results", "verify", str(tmp_path / name)])
        for name in ("result.json", "record.json")
    ]

    assert [each.exit_code for each in verify] == [0, 0], [each.output for each in verify]
    assert told["result"]["sha256"] == json.loads((tmp_path / "result.json").read_text())["sha256"]
    assert (told["entries"], told["judges"], told["recusals"], told["reason"]) == (3, 3, 1, REASON)
    assert (told["margin"], told["spread"]) == ("0.0000", "3.7500")
    assert [vote["judge"] for vote in told["tie_break"]["votes"]] == [1, 2, 3]
    assert REASON in page
    assert told["sha256"] in page
    assert all(judge.name not in page and judge.name not in str(told) for judge in decided.judges)


@pytest.mark.parametrize("tamper", ["votes", "reason", "order"])
def test_a_record_that_was_changed_does_not_verify(decided, tamper):
    with at_the_hour(decided):
        act(service.publish, decided.season, by=decided.organiser)
        raw = get_record(decided.season.slug, decided.category.slug).raw
    document = json.loads(raw)
    if tamper == "votes":
        vote = document["tie_break"]["votes"][0]
        vote["winner"], vote["loser"] = vote["loser"], vote["winner"]
    if tamper == "reason":
        document["reason"] = "Somebody asked for it."

    changed = json.dumps(document).encode() if tamper == "order" else canonical(document)

    assert find_faults(raw) == []
    assert find_faults(changed) != []


def test_everybody_who_nominated_a_shortlisted_entry_hears_of_it_and_the_public_reads_no_figure(app, client):
    made = make_tied()
    own = {entry.id: entry.nominations[0] for entry in made.entries}
    with over(made):
        before = client.get(f"/winners/{made.season.slug}").status_code
        act(publish_shortlist, made.category, by=made.organiser)
        page = client.get(f"/winners/{made.season.slug}").get_data(as_text=True)
        led_there = f"/winners/{made.season.slug}" in client.get("/winners").get_data(as_text=True)
        letters = [letter for letter in sent_letters(current_app) if "shortlist" in letter["Subject"]]
        followed = read(client, link_to(own[made.entry.id]))
        others = read(client, link_to(own[made.entries[2].id]))
        with pytest.raises(Conflict, match="public already"):
            act(publish_shortlist, made.category, by=made.organiser)

    assert (before, led_there) == (404, True)
    assert [entry.title in page for entry in made.entries] == [True, True, False]
    assert "points" not in page
    assert {letter["To"] for letter in letters} == {own[entry.id].written.email for entry in made.entries[:2]}
    assert "On the shortlist" in followed
    assert "On the shortlist" not in others


def test_minutes_keep_every_version_and_overwrite_nobody(decided, client):
    first = {"present": "Rosa, Daniel", "discussed": "Both are close.", "by": decided.organiser}
    act(write_minutes, decided.category, **first, seen=0)
    act(write_minutes, decided.category, **{**first, "discussed": "Both are close; the vote decides."}, seen=1)

    with pytest.raises(Conflict, match="while you were writing"):
        act(write_minutes, decided.category, **{**first, "discussed": "Something else."}, seen=1)

    assert [row.number for row in list_minutes(decided.organiser, decided.category)] == [2, 1]
    room = f"/organise/results/{decided.season.slug}/{decided.category.slug}/minutes"
    page = sign_in(client, decided.organiser).get(room).get_data(as_text=True)
    assert page.index("the vote decides") < page.index("Version 1,")


def test_two_organisers_and_the_worker_at_the_same_moment_announce_once(app, decided):
    other, season = make_user(role="organiser"), decided.season.id
    by = [decided.organiser.id, other.id]

    def announcing(person):
        def step():
            return len(act(service.announce, db.session.get(Season, season), by=db.session.get(User, person)))

        return step

    with at_the_hour(decided):
        outcomes = at_once(app, *map(announcing, by), publish_due)

    assert reload(decided.season).published_at is not None
    assert sum(outcome == 1 for outcome in outcomes) == 1
    assert [award.state for award in queries.list_decision(decided.category)] == [AwardState.PUBLISHED]
    assert count(DecisionRecord) == 1
    verbs = db.session.scalars(select(AuditLine.verb)).all()
    assert verbs.count("season announced") == 1


def test_two_proposals_at_the_same_moment_leave_one(app, decided):
    entries, category = [entry.id for entry in decided.entries[:2]], decided.category.id
    organiser = decided.organiser.id

    def proposing(entry):
        def step():
            honour = {"outcome": Outcome.AWARD, "entries": [db.session.get(Entry, entry)], "citation": "Why"}
            room, by = db.session.get(Category, category), db.session.get(User, organiser)
            return act(service.propose, room, **honour, reason=REASON, by=by)[0].entry_id

        return step

    outcomes = at_once(app, *map(proposing, entries))

    db.session.rollback()
    standing = queries.list_decision(decided.category)
    assert len(standing) == 1
    assert standing[0].entry_id in outcomes
