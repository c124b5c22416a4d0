"""Draw posts from below the line, so that one in five shown is one that the order would hide."""

from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, Select, and_, select

from app.extensions import db
from app.listening.learning.drawing import DRAW_FROM, MOST_ABOVE, choose, places
from app.listening.learning.ranking import LINE, Ranker
from app.listening.models import Mention
from app.listening.rules import MentionState, Voice
from app.listening.teaching.using import find_ranker
from app.web.actions import act
from app.web.links import keyed_hash

MAY_BE_DRAWN = and_(
    Mention.state == MentionState.NEW,
    Mention.copy_of_id.is_(None),
    Mention.score.is_not(None),
    Mention.voice == Voice.CUSTOMER,
)


def draw_open() -> int:
    """Bring the drawn posts up to their number and between the others; return how many stand drawn."""
    db.session.rollback()
    return act(draw, find_ranker())


def draw(ranker: Ranker) -> int:
    """Draw what is missing, let go of what is too much, and give each its place; those drawn stay drawn."""
    above = list(db.session.scalars(ranks_above()))
    drawn = lock_all(and_(MAY_BE_DRAWN, Mention.is_drawn))
    wanted = len(above) // DRAW_FROM
    keys = {mention.id: key_of(mention.public_id) for mention in drawn}
    kept = sorted(drawn, key=lambda mention: keys[mention.id])
    for mention in kept[wanted:]:
        put_back(mention, ranker)
    chosen = [*kept[:wanted], *fresh(wanted - len(kept))]
    by_key = sorted(chosen, key=lambda mention: key_of(mention.public_id))
    for mention, rank in zip(by_key, places(above, len(by_key)), strict=True):
        mention.is_drawn, mention.rank = True, rank
    db.session.flush()
    return len(chosen)


def ranks_above() -> Select[float]:
    """Ask for the ranks of what stands above the line by itself, the highest first."""
    above = and_(MAY_BE_DRAWN, Mention.is_drawn.is_(False), Mention.rank >= LINE)
    return select(Mention.rank).where(above).order_by(Mention.rank.desc()).limit(MOST_ABOVE)


def fresh(number: int) -> Sequence[Mention]:
    """Choose so many from below the line, each by its own key and not by what it says."""
    if number <= 0:
        return []
    below = and_(MAY_BE_DRAWN, Mention.is_drawn.is_(False), Mention.rank < LINE)
    latest = select(Mention.id, Mention.public_id).where(below).order_by(Mention.id.desc()).limit(MOST_ABOVE)
    keys: Mapping[int, str] = {row.id: key_of(row.public_id) for row in db.session.execute(latest)}
    return lock_all(and_(below, Mention.id.in_(choose(keys, number))))


def put_back(mention: Mention, ranker: Ranker) -> None:
    """Give a post that was drawn the rank it has by itself."""
    ranked = ranker.rank(mention.text, network=mention.network, handle=mention.author_handle, voice=mention.voice)
    mention.is_drawn, mention.rank = False, ranked.rank


def lock_all(which: ColumnElement[bool]) -> Sequence[Mention]:
    """Lock posts in one order for everybody."""
    wanted = select(Mention).where(which).order_by(Mention.id).with_for_update(of=Mention)
    return db.session.scalars(wanted.execution_options(populate_existing=True)).all()


def key_of(public_id: str) -> str:
    """Give a post its own number in the draw, the same each time, that nobody outside can foresee."""
    return keyed_hash("draw", public_id)
