"""Take a nomination in hand: as it was read, in the order of the moves, and by one curator at a time."""

from dataclasses import dataclass

from app import clock
from app.accounts.models import User
from app.errors import Conflict
from app.extensions import db
from app.nominations.models import Moderation, Nomination
from app.nominations.rules import DID, State, require_move
from app.web.engine import lock
from app.web.pages import moment


@dataclass(frozen=True)
class Read:
    """What a curator had before their eyes: the revision, and the stamp of the last thing a curator did."""

    revision: int
    stamp: str


def stamp_of(nomination: Nomination) -> str:
    """Return what changes with each thing a curator does to a nomination."""
    return nomination.moderated_at.isoformat() if nomination.moderated_at else ""


def take(nomination: Nomination, *, then: State, read: Read | None = None) -> None:
    """Hold the row; refuse what a colleague did meanwhile, what the nominator changed, and moves that are not there."""
    lock(nomination)
    require_confirmed(nomination)
    if nomination.moderated_by is not None and _is_news(nomination, then, read):
        raise Conflict(f"{_who_did_what(nomination)} Nothing of yours was saved.")
    require_unchanged(nomination, read)
    is_note_on_what_is_held = read is not None and then is nomination.state is State.HELD
    if not is_note_on_what_is_held:
        require_move(nomination.state, then)


def require_confirmed(nomination: Nomination) -> None:
    """Refuse what a curator would do to a nomination whose address is not proven."""
    if nomination.state is State.UNCONFIRMED:
        raise Conflict("The nominator has not confirmed this nomination yet, so curators leave it as it is.")


def require_unchanged(nomination: Nomination, read: Read | None) -> None:
    """Refuse what was said about a text that its nominator has changed since."""
    if read is not None and read.revision != nomination.revision_number:
        raise Conflict("The nominator changed the text while you were reading. Read it again; it is on this page now.")


def require_last(nomination: Nomination, stamp: str | None, *, by: User) -> None:
    """Refuse to take back what a colleague did after the page was read."""
    if stamp is not None and stamp != stamp_of(nomination) and nomination.moderated_by_id not in {None, by.id}:
        raise Conflict(f"{_who_did_what(nomination)} Nothing of yours was saved.")


def note_hold(nomination: Nomination) -> None:
    """Note before a decision or a question whether it is held, so that an undo holds it again."""
    nomination.was_held = nomination.state is State.HELD or (nomination.state is State.ASKED and nomination.was_held)


def is_repeated(nomination: Nomination, *, then: State, by: User) -> bool:
    """Tell whether the same curator has done this already, so that sending twice does it once."""
    lock(nomination)
    return nomination.state is then and nomination.moderated_by_id == by.id


def sign(nomination: Nomination, *, by: User, batch: str | None = None) -> None:
    """Note who did something to a nomination last, when, and in which batch."""
    nomination.moderated_by_id = by.id
    nomination.moderated_at = clock.now()
    nomination.batch = batch
    note_moderator(nomination, by=by)


def note_moderator(nomination: Nomination, *, by: User) -> None:
    """Keep that somebody had a nomination in hand, for whoever did judges no entry it counts towards."""
    if db.session.get(Moderation, (nomination.id, by.id)) is None:
        db.session.add(Moderation(nomination_id=nomination.id, user_id=by.id))
        db.session.flush()


def _is_news(nomination: Nomination, then: State, read: Read | None) -> bool:
    """Tell whether a colleague was faster: the page showed another stamp, or the move is not there any more."""
    if read is not None:
        return read.stamp != stamp_of(nomination)
    return nomination.state in {State.ACCEPTED, State.REJECTED} and then is not State.SUBMITTED


def _who_did_what(nomination: Nomination) -> str:
    by, at = nomination.moderated_by, nomination.moderated_at or nomination.decided_at
    assert by is not None
    when = f" on {moment(at, nomination.season.zone)}" if at else ""
    return f"{by.name or by.email} {DID.get(nomination.state, 'changed this nomination')}{when}."
