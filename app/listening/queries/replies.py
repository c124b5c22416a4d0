"""Read what curators sent, and what was written to an author before."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.accounts.models import User
from app.extensions import db
from app.listening.models import Mention, Outreach
from app.listening.queries.queue import PAGE, rows_of
from app.listening.rows import Row
from app.listening.rules import WAS_SENT


def list_replies(user: User, *, after: str) -> tuple[Sequence[Row], str | None]:
    """List what a curator sent, newest first, with what became of it."""
    wanted = (
        select(Outreach)
        .where(Outreach.user_id == user.id, Outreach.state.in_(WAS_SENT))
        .options(joinedload(Outreach.mention))
        .order_by(Outreach.id.desc())
    )
    last = db.session.scalar(select(Outreach.id).where(Outreach.code == after)) if after else None
    if last is not None:
        wanted = wanted.where(Outreach.id < last)
    sent = db.session.scalars(wanted.limit(PAGE + 1)).all()
    following = sent[PAGE - 1].code if len(sent) > PAGE else None
    return rows_of([outreach.mention for outreach in sent[:PAGE]]), following


def list_earlier_replies(mention: Mention) -> Sequence[Outreach]:
    """List what we already wrote to the author of a mention."""
    if not mention.author_id:
        return []
    wanted = (
        select(Outreach)
        .join(Outreach.mention)
        .where(
            Mention.network == mention.network,
            Mention.author_id == mention.author_id,
            Mention.id != mention.id,
            Outreach.state.in_(WAS_SENT),
        )
        .options(joinedload(Outreach.user).lazyload(User.role_rows))
        .order_by(Outreach.id.desc())
    )
    return db.session.scalars(wanted).all()
