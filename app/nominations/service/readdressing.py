"""Another address for a nomination: proven by the new one, told to the old one, which may stop it for a week."""

from datetime import datetime

from sqlalchemy import Select, delete, select

from app import clock
from app.audit import service as audit
from app.errors import Conflict, Missing, Refused
from app.extensions import db, table_of
from app.mail import service as mail
from app.nominations.models import AddressChange, Nomination, NominationRevision
from app.nominations.queries.links import require_in_force
from app.nominations.rules import ADDRESS_STOP_LIFE, CONFIRM_LIFE, READDRESSABLE, WHY_NOT_EDITABLE
from app.nominations.service.carrying import copy_masks
from app.nominations.service.sending import NOMINATOR, identity_hash
from app.nominations.storing import insert_revision
from app.web.engine import lock

KEPT_APART = {"id", "number", "nomination_id", "created_at", "erased_at"}


def ask_for_address(nomination: Nomination, address: str) -> None:
    """Write to a new address for its proof, and to the old one so that nothing happens behind its back."""
    waiting = db.session.scalar(_waiting_changes(nomination))
    if waiting is not None and waiting.email == address:
        return
    drop_waiting_changes(nomination)
    change = AddressChange(
        nomination=nomination, from_revision=nomination.revision_number, email=address, asked_at=clock.now()
    )
    db.session.add(change)
    db.session.flush()
    subject = f"address:{change.public_id}"
    mail.queue_letter("nomination_new_address", subject=subject, to=address)
    if old := nomination.written.email:
        mail.queue_letter("nomination_old_address", subject=subject, to=old)
    audit.record("new address asked for", about=nomination, by=NOMINATOR)


def drop_waiting_changes(nomination: Nomination) -> None:
    """Forget a new address that was not proven yet."""
    for change in db.session.scalars(_waiting_changes(nomination)):
        db.session.delete(change)
    db.session.flush()


def confirm_address(change: AddressChange) -> Nomination:
    """Let a proven address take over; every link sent to the old one stops working. Safe to repeat."""
    nomination = _hold(change)
    if change.confirmed_at is not None:
        require_in_force(change)
        return nomination
    now = clock.now()
    if now >= change.asked_at + CONFIRM_LIFE:
        raise Refused("This link has run out. Change the address once more on the page of your nomination.")
    if nomination.state not in READDRESSABLE:
        raise Conflict(WHY_NOT_EDITABLE[nomination.state])
    change.confirmed_at = now
    _move_to(nomination, change.email or "", now)
    audit.record("new address confirmed", about=nomination, by=NOMINATOR, revision=nomination.revision_number)
    return nomination


def stop_address(change: AddressChange) -> Nomination:
    """Keep or take back the old address; the links of the new one, and of every one since, stop working."""
    nomination = _hold(change)
    now = clock.now()
    if now >= change.asked_at + ADDRESS_STOP_LIFE:
        raise Refused("A week has passed, so this link no longer works. Write to us, and we look into it.")
    if change.confirmed_at is not None and nomination.state in READDRESSABLE:
        _move_to(nomination, _address_at(nomination, change.from_revision), now)
    since = select(AddressChange).where(AddressChange.nomination_id == nomination.id, AddressChange.id >= change.id)
    for each in db.session.scalars(since):
        db.session.delete(each)
    db.session.flush()
    audit.record("new address stopped", about=nomination, by=NOMINATOR, revision=nomination.revision_number)
    return nomination


def _hold(change: AddressChange) -> Nomination:
    """Hold the nomination, then the change; raise Missing when it was stopped or forgotten meanwhile."""
    nomination = lock(change.nomination)
    if db.session.get(AddressChange, change.id, populate_existing=True, with_for_update=True) is None:
        raise Missing
    return nomination


def _move_to(nomination: Nomination, address: str, now: datetime) -> None:
    """Repeat the revision that counts under another address, with its masks."""
    before = nomination.written
    columns = {
        column.name: getattr(before, column.name)
        for column in table_of(NominationRevision).columns
        if column.name not in KEPT_APART
    }
    nomination.revision_number += 1
    nomination.generation += 1
    nomination.identity = identity_hash(address)
    db.session.flush()
    insert_revision(nomination.id, nomination.revision_number, {**columns, "email": address}, now)
    copy_masks(nomination.id, before.number, nomination.revision_number)
    db.session.expire(nomination, ["revisions"])


def _address_at(nomination: Nomination, number: int) -> str:
    return next((each.email or "" for each in nomination.revisions if each.number == number), "")


def _waiting_changes(nomination: Nomination) -> Select[AddressChange]:
    return select(AddressChange).where(
        AddressChange.nomination_id == nomination.id,
        AddressChange.confirmed_at.is_(None),
        AddressChange.ended_at.is_(None),
    )


def forget_addresses(asked_before: datetime, *, stopped_before: datetime) -> int:
    """Remove new addresses that were never proven, and take proven ones from the note once nobody can stop them."""
    unproven = delete(AddressChange).where(AddressChange.confirmed_at.is_(None), AddressChange.asked_at < asked_before)
    gone: int = db.session.execute(unproven).rowcount  # type: ignore[attr-defined]
    for change in db.session.scalars(
        select(AddressChange).where(AddressChange.ended_at.is_(None), AddressChange.asked_at < stopped_before)
    ):
        change.email, change.ended_at = None, clock.now()
    return gone
