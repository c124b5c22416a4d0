"""Letters to many: the list, one of them, how far it went, and what it may name."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from app.correspondence.models import Broadcast
from app.correspondence.rules import Audience, BroadcastState
from app.errors import Missing
from app.extensions import db
from app.mail.models import Letter
from app.mail.queries import is_news_refused
from app.mail.rules import WAITING, State
from app.mail.service import recipient_of
from app.mail.wording import Piece, fill
from app.nominations import queries as nominations
from app.nominations.models import Nomination
from app.nominations.rules import LIVE
from app.web.links import settings

GREETING, SEASON, CATEGORY, LINK = "greeting", "season", "category", "link"


@dataclass(frozen=True)
class Progress:
    """How far a letter to many has come, in letters."""

    waiting: int
    sent: int
    stuck: int
    cancelled: int


def list_broadcasts() -> list[Broadcast]:
    """List the letters to many, newest first."""
    whole = (joinedload(Broadcast.season), joinedload(Broadcast.category), joinedload(Broadcast.written_by))
    return list(db.session.scalars(select(Broadcast).options(*whole).order_by(Broadcast.id.desc())))


def get_broadcast(public_id: str) -> Broadcast:
    """Return one letter to many."""
    broadcast = db.session.scalar(select(Broadcast).filter_by(public_id=public_id))
    if broadcast is None:
        raise Missing
    return broadcast


def find_sent(public_id: str) -> Broadcast | None:
    """Find a letter to many that was sent and not stopped."""
    return db.session.scalar(select(Broadcast).filter_by(public_id=public_id, state=BroadcastState.SENT))


def find_written_to(reference: str) -> Nomination | None:
    """Find the nomination somebody is written to for, while it stands and its address wants news."""
    try:
        nomination = nominations.get_nomination(reference)
    except Missing:
        return None
    address = nomination.written.email
    if nomination.state not in LIVE or not address or is_news_refused(recipient_of(address)):
        return None
    return nomination


def count_progress(broadcast: Broadcast) -> Progress:
    """Count how far a letter to many has come."""
    counts: dict[State, int] = dict(
        db.session.execute(
            select(Letter.state, func.count()).where(Letter.bundle == broadcast.public_id).group_by(Letter.state)
        ).all()
    )
    return Progress(
        waiting=sum(counts.get(state, 0) for state in WAITING),
        sent=counts.get(State.SENT, 0),
        stuck=counts.get(State.STUCK, 0) + counts.get(State.REFUSED, 0),
        cancelled=counts.get(State.CANCELLED, 0),
    )


def pieces_for(*, has_category: bool) -> tuple[Piece, ...]:
    """List what a letter to many may name: the reader, where they belong, their own page; never an entry."""
    names = (GREETING, SEASON, CATEGORY) if has_category else (GREETING, SEASON)
    return (*(Piece(name) for name in names), Piece(LINK, is_link=True))


def listed_values(broadcast: Broadcast, *, name: str, link: str) -> dict[str, str]:
    """Return what stands in the place of each name for one reader."""
    return {
        GREETING: f"Hello {name}," if name else "Hello,",
        SEASON: broadcast.season.name,
        CATEGORY: broadcast.category.name if broadcast.category else "",
        LINK: link,
        "subject": "",
    }


def subject_of(broadcast: Broadcast) -> str:
    """Return the subject as every reader gets it."""
    category = broadcast.category.name if broadcast.category else ""
    return fill(broadcast.title, example_of(broadcast.audience, broadcast.season.name, category))


def example_of(audience: Audience, season: str, category: str) -> dict[str, str]:
    """Return examples of what a letter to many may name."""
    path = "nominations/example" if audience is Audience.NOMINATORS else "judge/"
    return {
        GREETING: "Hello Ada,",
        SEASON: season,
        CATEGORY: category,
        LINK: f"{settings().public_url}/{path}",
        "subject": "",
    }
