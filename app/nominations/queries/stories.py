"""Stories: the public face of accepted nominations."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, case, literal_column, select, union_all
from sqlalchemy.orm import aliased

from app import clock
from app.companies.models import Company, is_one_of
from app.errors import Gone, Missing
from app.extensions import db
from app.nominations.masking import Masked, mask
from app.nominations.models import Entry, Nomination, NominationRevision
from app.nominations.queries.entries import parts_of
from app.nominations.queries.finding import is_current_revision
from app.nominations.queries.masks import list_hidden
from app.nominations.rules import ENDED, Channel, Feeling, Relation, Solved, State
from app.programme.models import Category

PAGE = 20
IS_PUBLIC: ColumnElement[bool] = literal_column("(nomination.state = 'accepted' AND NOT nomination.is_off_site)")


@dataclass(frozen=True)
class Story:
    """The public face of an accepted nomination; `shown` leads from its text back to what was written."""

    story_id: str
    company_name: str
    company_slug: str
    category_name: str
    nominee: str | None
    text: str
    feeling: Feeling | None
    qualities: list[str]
    solved: Solved | None
    channel: Channel | None
    relation: Relation | None
    told_by: str | None
    told_at: datetime
    decided_at: datetime
    id: int
    revision: int
    shown: Masked

    @property
    def excerpt(self) -> str:
        """Return the first words of the story."""
        return self.text if len(self.text) <= 160 else f"{self.text[:160].rsplit(' ', 1)[0]} …"

    @property
    def is_from_staff(self) -> bool:
        """Tell whether somebody who works there wrote it, which is no customer's evidence."""
        return self.relation is Relation.EMPLOYEE


def is_public_story() -> ColumnElement[bool]:
    """Choose what the public reads: accepted, and not taken off the site by its nominator; judges read both.

    Written as the partial indexes are, without parameters and without a type (SQLite would be asked for `= 1`), so that
    both databases see that those indexes hold every such row.
    """
    return IS_PUBLIC


def get_story(story_id: str) -> Story:
    """Return a public story; raise Gone for one that was public and is no longer."""
    rows = _stories(is_public_story(), Nomination.story_id == story_id, limit=1)
    if rows:
        return rows[0]
    was_public = Nomination.entry_id.is_not(None) & (Nomination.is_off_site | Nomination.state.in_(ENDED))
    if db.session.scalar(select(Nomination.id).where(Nomination.story_id == story_id, was_public)):
        raise Gone
    raise Missing


def list_stories_of(entry: Entry) -> list[Story]:
    """List the stories judges read: accepted before judging opened, oldest first."""
    frozen_at = min(clock.now(), entry.season.judging_opens_at)
    rows = _stories(Nomination.entry_id.in_(parts_of(entry)), Nomination.decided_at <= frozen_at, limit=200)
    return rows[::-1]


def list_stories_of_company(company: Company, *, before: int | None = None) -> list[Story]:
    """List the public stories of a company and of those merged into it, newest first, from below a story's number."""
    family = select(Company.id).where(is_one_of(company.id))
    conditions = [is_public_story()] if before is None else [is_public_story(), Nomination.id < before]
    members = db.session.scalars(family).all()
    if len(members) == 1:
        return _stories(Nomination.company_id == company.id, *conditions, limit=PAGE + 1)
    newest = union_all(*(_newest_of(member, conditions) for member in members))
    return _stories(Nomination.id.in_(newest), limit=PAGE + 1)


def _newest_of(company_id: int, conditions: list[ColumnElement[bool]]) -> Select[int]:
    """Choose one company's newest stories from its own index, so that a page costs the same however many there are."""
    own = select(Nomination.id).where(Nomination.company_id == company_id, *conditions)
    return select(own.order_by(Nomination.id.desc()).limit(PAGE + 1).subquery().c.id)


def list_stories_in(category: Category, *, before: int | None = None) -> list[Story]:
    """List a category's public stories, newest first, a page at a time from below a story's number."""
    conditions = [is_public_story(), Nomination.category_id == category.id]
    return _stories(*conditions, *([] if before is None else [Nomination.id < before]), limit=PAGE + 1)


def list_latest_stories(limit: int = 6) -> list[Story]:
    """List the newest public stories."""
    return _stories(is_public_story(), limit=limit)


def _stories(*conditions: ColumnElement[bool], limit: int) -> list[Story]:
    written, named = NominationRevision, aliased(Company)
    statement = (
        select(
            Nomination.story_id,
            Company.name.label("company_name"),
            Company.slug.label("company_slug"),
            Category.name.label("category_name"),
            Entry.nominee,
            written.story.label("text"),
            written.feeling,
            written.qualities,
            written.solved,
            written.channel,
            written.relation,
            case((written.show_name, written.name)).label("told_by"),
            Nomination.created_at.label("told_at"),
            Nomination.decided_at,
            Nomination.id,
            Nomination.revision_number.label("revision"),
        )
        .join(written, is_current_revision())
        .join(Entry, Entry.id == Nomination.entry_id)
        .join(named, named.id == Entry.company_id)
        .join(Company, Company.id == named.canonical_company_id)
        .join(Category, Category.id == Nomination.category_id)
        .where(Nomination.state == State.ACCEPTED, *conditions)
        .order_by(Nomination.id.desc())
        .limit(limit)
    )
    rows = db.session.execute(statement).mappings().all()
    hidden = list_hidden([row["id"] for row in rows])
    shown = [mask(row["text"], hidden[row["id"]]) for row in rows]
    return [Story(**{**row, "text": each.text}, shown=each) for row, each in zip(rows, shown, strict=True)]
