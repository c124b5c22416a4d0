"""Organisers decide on ties the site found: a confirmed one bars, one set aside does not; both can be undone."""

from dataclasses import dataclass

from sqlalchemy import select

from app import clock
from app.accounts.models import User
from app.audit import service as audit
from app.companies.models import Company
from app.errors import Conflict, Forbidden, Refused
from app.extensions import db
from app.judging.interests.rules import Sign, Verdict
from app.judging.interests.sealed import leaves_sealed_marks
from app.judging.interests.settling import hold_work_of, settle
from app.judging.models import Tie
from app.nominations.models import Entry
from app.web.engine import lock

NOT_WAITING = "This tie does not wait for a decision any more. Somebody else may just have decided it: see the list."


@dataclass(frozen=True)
class Subject:
    """What a found tie is to: a company, or one entry."""

    company: Company | None = None
    entry: Entry | None = None


def decide(
    judge: User, *, sign: Sign, subject: Subject, verdict: Verdict, reason: str = "", by: User
) -> tuple[Tie, list[Entry]]:
    """Confirm a found tie or set it aside, and return it with the entries that others take over."""
    _require_other(judge, by)
    if verdict is Verdict.SET_ASIDE and not reason:
        raise Refused("Say in a sentence why this is no tie.", field="reason")
    hold_work_of(judge)
    if _find_standing(judge, sign, subject) is not None:
        raise Conflict(NOT_WAITING)
    row = Tie(
        judge=judge,
        sign=sign,
        company=subject.company,
        entry=subject.entry,
        verdict=verdict,
        reason=reason,
        decided_by=by,
        decided_at=clock.now(),
    )
    with leaves_sealed_marks(judge, by=by):
        db.session.add(row)
    verb = "tie confirmed" if verdict is Verdict.CONFIRMED else "tie set aside"
    audit.record(verb, about=row, by=by, judge=judge.public_id, sign=sign)
    return row, settle(judge, by=by) if verdict is Verdict.CONFIRMED else []


def undo(tie: Tie, *, by: User) -> Tie:
    """Take a decision on a found tie back, so that it waits for one again; who took over stays."""
    _require_other(tie.judge, by)
    held = lock(tie)
    if held.undone_at is not None:
        raise Conflict("This was undone already.")
    with leaves_sealed_marks(held.judge, by=by):
        held.undone_at, held.undone_by_id = clock.now(), by.id
    audit.record("tie undecided", about=held, by=by, judge=held.judge.public_id, sign=held.sign)
    return held


def _require_other(judge: User, by: User) -> None:
    """Leave a person's own ties to others."""
    if judge.id == by.id:
        raise Forbidden("This is a tie of your own, so another organiser decides about it.")


def _find_standing(judge: User, sign: Sign, subject: Subject) -> Tie | None:
    query = select(Tie).filter_by(
        judge_id=judge.id,
        sign=sign,
        company_id=subject.company.id if subject.company else None,
        entry_id=subject.entry.id if subject.entry else None,
        undone_at=None,
    )
    return db.session.scalar(query)
