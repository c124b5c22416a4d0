"""Find the address behind a letter: the outbox knows only a keyed hash, so those it may be are hashed and compared."""

from collections.abc import Iterable, Iterator

from sqlalchemy import ColumnElement, select

from app.accounts.models import Invitation, User
from app.extensions import db
from app.mail.models import Letter
from app.mail.service import recipient_of
from app.nominations.models import AddressChange, Nomination, NominationRevision


def find_address(letter: Letter) -> str | None:
    """Find the address a letter goes to; None once it is forgotten or was changed."""
    return next((each for each in _candidates(letter) if recipient_of(each) == letter.recipient), None)


def _candidates(letter: Letter) -> Iterator[str]:
    """Yield the addresses a letter may go to, the likeliest first; each query is made only when it is needed."""
    kind, _, name = letter.subject.partition(":")
    public_id = name.partition("/")[0].rpartition(".")[2]
    if kind in {"nomination", "shortlisted", "outcome"}:
        yield from _of_nominations(Nomination.reference == public_id)
    if kind == "address":
        yield from _known(db.session.scalars(select(AddressChange.email).filter_by(public_id=public_id)))
        changed = select(AddressChange.nomination_id).filter_by(public_id=public_id)
        yield from _of_nominations(Nomination.id.in_(changed))
    if kind == "invitation":
        yield from _known(db.session.scalars(select(Invitation.email).filter_by(public_id=public_id)))
    yield from _known(db.session.scalars(select(User.email)))


def _of_nominations(those: ColumnElement[bool]) -> Iterator[str]:
    written = select(NominationRevision.email).join(Nomination, Nomination.id == NominationRevision.nomination_id)
    yield from _known(db.session.scalars(written.where(those)))


def _known(found: Iterable[str | None]) -> Iterator[str]:
    yield from (each for each in found if each)
