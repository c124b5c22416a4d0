"""Stories: the public face of accepted nominations."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, bindparam, case, func, literal_column, or_, select, union_all

from app import clock
from app.companies.models import Company
from app.errors import Gone, Missing
from app.extensions import db, table_of
from app.nominations.masking import Masked, mask
from app.nominations.models import Entry, Nomination, NominationRevision
from app.nominations.queries.entries import parts_of
from app.nominations.queries.masks import is_masked, list_hidden
from app.nominations.rules import ENDED, Channel, Feeling, Relation, Solved, State
from app.programme.call import CalledCategory
from app.programme.models import Category
from app.web.engine import run

PAGE = 20
NO_NUMBER = 2**31 - 1
TEXT, ID, MASKED = 5, 14, 16
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


def _read(*conditions: ColumnElement[bool]) -> Select[Any]:
    """Choose accepted stories, newest first: columns in the order of a Story's fields, then whether one is masked."""
    written, entry, category = table_of(NominationRevision).c, table_of(Entry).c, table_of(Category).c
    named, company = table_of(Company).alias("named").c, table_of(Company).c
    return (
        select(_nomination.story_id, company.name, company.slug, category.name, entry.nominee)
        .add_columns(written.story, written.feeling, written.qualities, written.solved, written.channel)
        .add_columns(written.relation, case((written.show_name, written.name)), _nomination.created_at)
        .add_columns(_nomination.decided_at, _nomination.id, _nomination.revision_number)
        .add_columns(is_masked(_nomination.id))
        .select_from(table_of(Nomination))
        .join(
            table_of(NominationRevision),
            (written.nomination_id == _nomination.id) & (written.number == _nomination.revision_number),
        )
        .join(table_of(Entry), entry.id == _nomination.entry_id)
        .join(named.id.table, named.id == entry.company_id)
        .join(table_of(Company), company.id == func.coalesce(named.merged_into_id, named.id))
        .join(table_of(Category), category.id == _nomination.category_id)
        .where(_nomination.state == State.ACCEPTED, *conditions)
        .order_by(_nomination.id.desc())
        .limit(bindparam("limit", type_=Integer))
    )


_nomination, _company = table_of(Nomination).c, table_of(Company).c
_given, _is_below = bindparam("given", type_=Integer), _nomination.id < bindparam("before", type_=Integer)
READ_LATEST = _read(is_public_story())
READ_ONE = _read(is_public_story(), _nomination.story_id == bindparam("story_id"))
READ_COMPANY = _read(is_public_story(), _nomination.company_id == _given, _is_below)
READ_CATEGORY = _read(is_public_story(), _nomination.category_id == _given, _is_below)
READ_FAMILY = select(_company.id).where(or_(_company.id == _given, _company.merged_into_id == _given))


def get_story(story_id: str) -> Story:
    """Return a public story; raise Gone for one that was public and is no longer."""
    rows = _stories(READ_ONE, story_id=story_id, limit=1)
    if rows:
        return rows[0]
    was_public = Nomination.entry_id.is_not(None) & (Nomination.is_off_site | Nomination.state.in_(ENDED))
    if db.session.scalar(select(Nomination.id).where(Nomination.story_id == story_id, was_public)):
        raise Gone
    raise Missing


def list_stories_of(entry: Entry) -> list[Story]:
    """List the stories judges read: accepted before judging opened, oldest first."""
    frozen_at = min(clock.now(), entry.season.judging_opens_at)
    statement = _read(_nomination.entry_id.in_(parts_of(entry)), _nomination.decided_at <= frozen_at)
    return _stories(statement, limit=200)[::-1]


def list_stories_of_company(company: Company, *, before: int | None = None) -> list[Story]:
    """List the public stories of a company and of those merged into it, newest first, from below a story's number."""
    members = run(READ_FAMILY, {"given": company.id}).scalars().all()
    below = NO_NUMBER if before is None else before
    if len(members) == 1:
        return _stories(READ_COMPANY, given=company.id, before=below, limit=PAGE + 1)
    newest = union_all(*(_newest_of(member, below) for member in members))
    return _stories(_read(_nomination.id.in_(newest)), limit=PAGE + 1)


def _newest_of(company_id: int, below: int) -> Select[int]:
    """Choose one company's newest stories from its own index, so that a page costs the same however many there are."""
    own = select(_nomination.id).where(_nomination.company_id == company_id, is_public_story(), _nomination.id < below)
    return select(own.order_by(_nomination.id.desc()).limit(PAGE + 1).subquery().c.id)


def list_stories_in(category: Category | CalledCategory, *, before: int | None = None) -> list[Story]:
    """List a category's public stories, newest first, a page at a time from below a story's number."""
    below = NO_NUMBER if before is None else before
    return _stories(READ_CATEGORY, given=category.id, before=below, limit=PAGE + 1)


def list_latest_stories(limit: int = 6) -> list[Story]:
    """List the newest public stories."""
    return _stories(READ_LATEST, limit=limit)


def _stories(statement: Select[Any], **values: object) -> list[Story]:
    rows = run(statement, values).all()
    hidden = list_hidden([row[ID] for row in rows if row[MASKED]])
    shown = [mask(row[TEXT], hidden[row[ID]]) for row in rows]
    return [_story(list(row[:MASKED]), each) for row, each in zip(rows, shown, strict=True)]


def _story(values: list[Any], shown: Masked) -> Story:
    values[TEXT] = shown.text
    return Story(*[*values, shown])
