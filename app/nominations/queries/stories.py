"""Stories: the public face of accepted nominations."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, bindparam, case, func, literal_column, select

from app import clock
from app.companies.models import Company
from app.errors import Gone, Missing
from app.extensions import db, table_of
from app.nominations.masking import Masked, mask
from app.nominations.models import Entry, Nomination, NominationRevision
from app.nominations.queries.entries import parts_of
from app.nominations.queries.masks import is_masked, list_hidden
from app.nominations.queries.unnamed import (
    find_names,
    list_names,
    public_name,
    public_nominee,
    public_slug,
    unnamed_root,
)
from app.nominations.rules import ENDED, Channel, Feeling, Relation, Solved, State
from app.programme.models import Category
from app.web.engine import run

PAGE = 20
EXCERPT = 160
NO_NUMBER = 2**31 - 1
TEXT, ID, MASKED, UNNAMED = 5, 14, 16, 17
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
        return excerpt_of(self.text)

    @property
    def is_from_staff(self) -> bool:
        """Tell whether somebody who works there wrote it, which is no customer's evidence."""
        return self.relation is Relation.EMPLOYEE


def excerpt_of(text: str) -> str:
    """Return the first words of a text."""
    return text if len(text) <= EXCERPT else f"{text[:EXCERPT].rsplit(' ', 1)[0]} …"


def is_public_story() -> ColumnElement[bool]:
    """Choose what the public reads: accepted, and not taken off the site by its nominator; judges read both.

    Written as the partial indexes are, without parameters and without a type (SQLite would be asked for `= 1`), so that
    both databases see that those indexes hold every such row.
    """
    return IS_PUBLIC


def _read(*conditions: ColumnElement[bool]) -> Select[Any]:
    """Choose accepted stories, newest first: columns in the order of a Story's fields, then what is hidden."""
    written, entry, category = table_of(NominationRevision).c, table_of(Entry).c, table_of(Category).c
    named, company = table_of(Company).alias("named").c, table_of(Company).c
    return (
        select(_nomination.story_id, public_name(named, company), public_slug(named, company), category.name)
        .add_columns(public_nominee(entry.nominee, named, company))
        .add_columns(written.story, written.feeling, written.qualities, written.solved, written.channel)
        .add_columns(written.relation, case((written.show_name, written.name)), _nomination.created_at)
        .add_columns(_nomination.decided_at, _nomination.id, _nomination.revision_number)
        .add_columns(is_masked(_nomination.id), unnamed_root(named, company))
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


_nomination = table_of(Nomination).c
READ_LATEST = _read(is_public_story())
READ_ONE = _read(is_public_story(), _nomination.story_id == bindparam("story_id"))
READ_ADDRESSES = (
    select(_nomination.story_id)
    .where(is_public_story())
    .order_by(_nomination.id.desc())
    .limit(bindparam("limit", type_=Integer))
)


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


def list_cited_stories(category: Category, story_ids: Collection[str]) -> dict[int, list[Story]]:
    """List some of the stories that a category's judges read, by the number of the entry that each is told of."""
    frozen_at = min(clock.now(), category.season.judging_opens_at)
    statement = _read(_nomination.story_id.in_(story_ids), _nomination.decided_at <= frozen_at)
    found = _stories(statement, limit=len(story_ids)) if story_ids else []
    told_of = select(Nomination.id, Entry.standing_id).join(Nomination.entry)
    stories, told = {story.id: story for story in found}, defaultdict[int, list[Story]](list)
    for number, entry_id in db.session.execute(told_of.where(Nomination.id.in_(stories))):
        told[entry_id].append(stories[number])
    return told


def list_public_stories_of(entry: Entry) -> list[Story]:
    """List the stories of an entry that everybody reads, oldest first."""
    return _stories(_read(is_public_story(), _nomination.entry_id.in_(parts_of(entry))), limit=200)[::-1]


def list_latest_stories(limit: int) -> list[Story]:
    """List the newest public stories, with their whole texts."""
    return _stories(READ_LATEST, limit=limit)


def list_latest_addresses(limit: int) -> list[str]:
    """List where the newest public stories stand."""
    return list(run(READ_ADDRESSES, {"limit": limit}).scalars())


def _stories(statement: Select[Any], **values: object) -> list[Story]:
    rows = run(statement, values).all()
    hidden = list_hidden([row[ID] for row in rows if row[MASKED]])
    names = list_names({row[UNNAMED] for row in rows if row[UNNAMED]})
    shown = [mask(row[TEXT], [*hidden[row[ID]], *find_names(row[TEXT], names[row[UNNAMED]])]) for row in rows]
    return [_story(list(row[:MASKED]), each) for row, each in zip(rows, shown, strict=True)]


def _story(values: list[Any], shown: Masked) -> Story:
    values[TEXT] = shown.text
    return Story(*[*values, shown])
