"""Read what replies can begin with."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.accounts.models import User
from app.errors import Missing
from app.extensions import db
from app.listening.answering.wording import READY_MADE, Words
from app.listening.models import Mention, ReplyHome, ReplyTemplate


@dataclass(frozen=True, slots=True)
class Shelf:
    """All templates: those in use and those that are retired."""

    used: Sequence[ReplyTemplate]
    retired: Sequence[ReplyTemplate]


def list_templates() -> Shelf:
    """List every template by name."""
    wanted = select(ReplyTemplate).order_by(ReplyTemplate.name, ReplyTemplate.id)
    every = db.session.scalars(wanted.options(joinedload(ReplyTemplate.changed_by).lazyload(User.role_rows))).all()
    return Shelf([each for each in every if not each.retired_at], [each for each in every if each.retired_at])


def get_template(slug: str) -> ReplyTemplate:
    """Return a template, also one that is retired."""
    template = db.session.scalar(select(ReplyTemplate).where(ReplyTemplate.slug == slug))
    if template is None:
        raise Missing
    return template


def list_fitting(mention: Mention) -> list[Words]:
    """List the templates for a post's network and language, the closest first; never none."""
    wanted = select(ReplyTemplate).where(
        ReplyTemplate.retired_at.is_(None),
        ReplyTemplate.network.in_(("", mention.network)),
        ReplyTemplate.lang.in_(("", mention.lang)),
    )
    found = db.session.scalars(wanted.order_by(ReplyTemplate.id)).all()
    closest = sorted(found, key=lambda each: (not each.lang, not each.network))
    return [Words(each.slug, each.name, each.words) for each in closest] or list(READY_MADE)


def find_words(slug: str, mention: Mention) -> Words | None:
    """Find the template a reply began with, whatever became of it since."""
    kept = db.session.scalar(select(ReplyTemplate).where(ReplyTemplate.slug == slug))
    if kept is not None:
        return Words(kept.slug, kept.name, kept.words)
    return next((each for each in list_fitting(mention) if each.slug == slug), None)


def find_home(user: User) -> str:
    """Return the Mastodon server a curator writes on, or nothing where we do not know it yet."""
    return db.session.scalar(select(ReplyHome.host).where(ReplyHome.user_id == user.id)) or ""
