"""Private addresses of a nomination, and what letters about it are filed under."""

from datetime import datetime

from sqlalchemy import func, select

from app.errors import Missing
from app.extensions import db
from app.mail.service import recipient_of
from app.nominations.models import AddressChange, MineRequest, Nomination
from app.nominations.rules import MINE_LIFE, State
from app.web.links import is_genuine, public_id_in, public_link, token_for


def status_token(nomination: Nomination) -> str:
    """Return what opens a nomination's private pages."""
    return token_for("status", nomination.reference, nomination.generation)


def status_link(nomination: Nomination) -> str:
    """Return the private address where a nominator follows a nomination."""
    return public_link("nominations.follow", token=status_token(nomination))


def unsubscribe_link(nomination: Nomination) -> str:
    """Return the address that ends news about a nomination by one press."""
    token = token_for("unsubscribe", nomination.reference, nomination.generation)
    return public_link("nominations.unsubscribe", token=token)


def subjects_of(nomination: Nomination) -> list[str]:
    """Name what letters about a nomination are filed under."""
    changes = db.session.scalars(select(AddressChange.public_id).filter_by(nomination_id=nomination.id))
    own = [f"{kind}:{nomination.reference}" for kind in ("nomination", "shortlisted", "outcome")]
    wishes = db.session.scalars(select(MineRequest.public_id).where(MineRequest.identity == nomination.identity))
    return [*own, *(f"address:{each}" for each in changes), *(f"mine:{each}" for each in wishes)]


def get_address_change(token: str, purpose: str) -> AddressChange:
    """Return the change of address a link speaks of: `address` for the new one, `keep` for the old one."""
    change = find_address_change(public_id_in(token))
    if change is None or not is_genuine(token, purpose):
        raise Missing
    return change


def find_address_change(public_id: str) -> AddressChange | None:
    """Find a change of address that was neither stopped nor forgotten."""
    return db.session.scalar(select(AddressChange).filter_by(public_id=public_id, ended_at=None))


def require_in_force(change: AddressChange) -> None:
    """Raise Missing unless the address of a proven change is the one that counts now."""
    nomination = change.nomination
    newest = select(func.max(AddressChange.id)).where(
        AddressChange.nomination_id == nomination.id, AddressChange.confirmed_at.is_not(None)
    )
    is_newest = db.session.scalar(newest) == change.id
    if not is_newest or change.ended_at is not None or change.email != nomination.written.email:
        raise Missing


def find_waiting_address(nomination: Nomination) -> str | None:
    """Find the new address that has not been proven yet."""
    waiting = select(AddressChange.email).filter_by(nomination_id=nomination.id, confirmed_at=None, ended_at=None)
    return db.session.scalar(waiting)


def get_mine_request(token: str, now: datetime) -> MineRequest:
    """Return who asked for a list, while its link is valid."""
    wish = find_mine_request(public_id_in(token), now)
    if wish is None or not is_genuine(token, "mine"):
        raise Missing
    return wish


def find_mine_request(public_id: str, now: datetime) -> MineRequest | None:
    """Find who asked for a list within the last day."""
    wish = db.session.scalar(select(MineRequest).filter_by(public_id=public_id))
    return wish if wish is not None and now < wish.asked_at + MINE_LIFE else None


def list_nominations_of(wish: MineRequest) -> list[Nomination]:
    """List all of an address's nominations, newest first: the same person and the very same address."""
    statement = select(Nomination).where(Nomination.identity == wish.identity, Nomination.state != State.ERASED)
    rows = db.session.scalars(statement.order_by(Nomination.id.desc()))
    return [row for row in rows if row.written.email and recipient_of(row.written.email) == wish.recipient]
