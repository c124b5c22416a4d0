"""How many replies a day are seemly: of one curator on one network, and of all of us there; days are those of UTC."""

from dataclasses import dataclass

from sqlalchemy import and_, func, or_, select

from app import clock
from app.accounts.models import User
from app.errors import Conflict
from app.extensions import db
from app.listening.answering.replies import place_words
from app.listening.models import Mention, Outreach
from app.listening.rules import REPLIES_A_DAY, REPLIES_A_DAY_OF_ALL, OutreachState


@dataclass(frozen=True, slots=True)
class Today:
    """What was written on one network today: by one curator and by all."""

    network: str
    own: int
    all: int

    @property
    def own_most(self) -> int:
        """Return how many one curator may write."""
        return REPLIES_A_DAY

    @property
    def all_most(self) -> int:
        """Return how many all curators may write."""
        return REPLIES_A_DAY_OF_ALL

    @property
    def why_full(self) -> str:
        """Say which cap is reached, or nothing."""
        place = place_words(self.network)
        if self.own >= self.own_most:
            return f"You wrote {self.own} replies {place} today, and that is enough for one account. Go on tomorrow."
        if self.all >= self.all_most:
            return f"All of us wrote {self.all} replies {place} today, and that is enough. Go on tomorrow."
        return ""


def count_today(network: str, user: User, *, but: Outreach | None = None) -> Today:
    """Count the replies of today that are sent, and those that are open and may be sent any moment."""
    began = clock.now().replace(hour=0, minute=0, second=0, microsecond=0)
    is_open = and_(Outreach.state == OutreachState.OPENED, Outreach.opened_at >= began)
    wanted = (
        select(func.count().filter(Outreach.user_id == user.id), func.count())
        .join(Mention, Mention.id == Outreach.mention_id)
        .where(Mention.network == network, or_(Outreach.sent_at >= began, is_open))
    )
    if but is not None:
        wanted = wanted.where(Outreach.id != but.id)
    own, every = db.session.execute(wanted).one()
    return Today(network, own, every)


def require_room(network: str, user: User, *, but: Outreach) -> None:
    """Refuse one reply more than a day should have."""
    if full := count_today(network, user, but=but).why_full:
        raise Conflict(full, field="text")
