"""Erase a nomination: everything personal about it, in every table, in one transaction."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, update

from app import clock
from app.audit import service as audit
from app.extensions import Base, db, table_of
from app.mail.about import forget_letters
from app.nominations.models import (
    AddressChange,
    Entering,
    Mask,
    MineRequest,
    Moderation,
    Nomination,
    NominationQuestion,
    NominationRevision,
    StoryBand,
)
from app.nominations.queries.links import subjects_of
from app.nominations.rules import State, require_move
from app.nominations.service.naming import forget_person
from app.nominations.service.sending import NOMINATOR
from app.nominations.service.unnaming import forget_company_of
from app.web.engine import lock
from app.web.links import new_public_id


@dataclass(frozen=True)
class ErasedTable:
    """How a table forgets one nomination: its rows are left with these values, or go when there are none.

    A table with `erased_at` is told when, once. One that is left with nothing new holds nothing personal.
    """

    model: type[Base]
    left: Mapping[str, object] | None = None
    named_by: str = "nomination_id"

    def empty(self, nomination_id: int, now: datetime) -> None:
        """Empty or remove the rows of one nomination."""
        columns = table_of(self.model).c
        own = columns[self.named_by] == nomination_id
        if self.left is None:
            db.session.execute(delete(self.model).where(own))
            return
        values = dict(self.left)
        if "erased_at" in columns:
            own &= columns.erased_at.is_(None)
            values["erased_at"] = now
        if values:
            db.session.execute(
                update(self.model).where(own).values(values).execution_options(synchronize_session=False)
            )


ERASED_TABLES: list[ErasedTable] = [
    ErasedTable(
        NominationRevision,
        {
            **dict.fromkeys(("company_name", "website", "nominee", "story", "link", "name", "email")),
            **dict.fromkeys(("feeling", "solved", "channel", "relation")),
            "qualities": [],
            "show_name": False,
        },
    ),
    ErasedTable(NominationQuestion, {"question": None, "answer": None}),
    ErasedTable(Entering, {"consent_how": None}),
    ErasedTable(Mask),
    ErasedTable(AddressChange),
    ErasedTable(StoryBand),
    ErasedTable(Moderation, {}),
    ErasedTable(
        Nomination,
        {**dict.fromkeys(("identity", "outreach_code", "origin", "reason", "note", "held_note")), "signals": []},
        named_by="id",
    ),
]


def erase(nomination: Nomination, *, by: str = NOMINATOR) -> Nomination:
    """Erase a nomination for good; its story leaves the site at once, submitted scorecards stay. Safe to repeat."""
    lock(nomination)
    if nomination.state is State.ERASED:
        return nomination
    require_move(nomination.state, State.ERASED)
    now = clock.now()
    nomination.state = State.ERASED
    nomination.ended_at = now
    nomination.submission_key = new_public_id() + new_public_id()
    db.session.flush()
    forget_letters(subjects_of(nomination))
    forget_person(nomination)
    forget_company_of(nomination, by=by)
    db.session.execute(delete(MineRequest).where(MineRequest.identity == nomination.identity))
    for table in ERASED_TABLES:
        table.empty(nomination.id, now)
    audit.record("nomination erased", about=f"nomination:{nomination.reference}", by=by)
    db.session.expire_all()
    return nomination
