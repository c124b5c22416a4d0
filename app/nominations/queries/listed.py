"""Stories as lists show them: only the columns a line needs, and of each text only how it begins."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Integer, Select, String, bindparam, case, func, select, type_coerce, union_all

from app.companies.models import Company
from app.extensions import table_of
from app.nominations.masking import mask
from app.nominations.models import Entry, Nomination, NominationRevision
from app.nominations.queries.masks import is_masked, list_hidden
from app.nominations.queries.stories import EXCERPT, NO_NUMBER, PAGE, excerpt_of, is_public_story
from app.nominations.queries.unnamed import (
    find_names,
    list_names,
    public_name,
    public_nominee,
    public_slug,
    unnamed_root,
)
from app.nominations.rules import Relation
from app.programme.call import CalledCategory
from app.programme.models import Category
from app.web.engine import run

TEXT, ID, MASKED, UNNAMED = 5, 9, 10, 11


class ListedStory(NamedTuple):
    """One line of a list of stories."""

    story_id: str
    company_name: str
    company_slug: str
    category_name: str
    nominee: str | None
    excerpt: str
    feeling: str | None
    relation: str | None
    told_at: datetime
    id: int

    @property
    def is_from_staff(self) -> bool:
        """Tell whether somebody who works there wrote it, which is no customer's evidence."""
        return self.relation == Relation.EMPLOYEE


def _read(*conditions: ColumnElement[bool]) -> Select[Any]:
    """Choose public stories, newest first: columns in the order of a line's fields, then what is hidden."""
    written, entry, category = table_of(NominationRevision).c, table_of(Entry).c, table_of(Category).c
    named, company = table_of(Company).alias("named").c, table_of(Company).c
    masked, unnamed = is_masked(_nomination.id), unnamed_root(named, company)
    beginning = case((masked | unnamed.is_not(None), written.story), else_=func.substr(written.story, 1, EXCERPT + 1))
    return (
        select(_nomination.story_id, public_name(named, company), public_slug(named, company), category.name)
        .add_columns(public_nominee(entry.nominee, named, company), beginning)
        .add_columns(type_coerce(written.feeling, String), type_coerce(written.relation, String))
        .add_columns(_nomination.created_at, _nomination.id, masked, unnamed)
        .select_from(table_of(Nomination))
        .join(
            table_of(NominationRevision),
            (written.nomination_id == _nomination.id) & (written.number == _nomination.revision_number),
        )
        .join(table_of(Entry), entry.id == _nomination.entry_id)
        .join(named.id.table, named.id == entry.company_id)
        .join(table_of(Company), company.id == func.coalesce(named.merged_into_id, named.id))
        .join(table_of(Category), category.id == _nomination.category_id)
        .where(is_public_story(), *conditions)
        .order_by(_nomination.id.desc())
        .limit(bindparam("limit", type_=Integer))
    )


_nomination = table_of(Nomination).c
_cursor = table_of(Nomination).alias("cursor").c
_start = select(_cursor.id).where(_cursor.story_id == bindparam("before", type_=String)).scalar_subquery()
_below: ColumnElement[int] = func.coalesce(_start, NO_NUMBER)
_given, _is_below = bindparam("given", type_=Integer), _nomination.id < _below
READ_NEWEST = _read()
READ_COMPANY = _read(_nomination.company_id == _given, _is_below)
READ_CATEGORY = _read(_nomination.category_id == _given, _is_below)


def list_newest_stories(limit: int = 6) -> list[ListedStory]:
    """List the newest public stories."""
    return _stories(READ_NEWEST, limit=limit)


def list_stories_in(category: Category | CalledCategory, *, before: str = "") -> list[ListedStory]:
    """List a category's public stories, newest first, a page at a time from below a story, by its public id."""
    return _stories(READ_CATEGORY, given=category.id, before=before, limit=PAGE + 1)


def list_stories_of_companies(company_ids: list[int], *, before: str = "") -> list[ListedStory]:
    """List the public stories of a company and of its duplicates, newest first, from below a story."""
    if len(company_ids) == 1:
        return _stories(READ_COMPANY, given=company_ids[0], before=before, limit=PAGE + 1)
    newest = union_all(*(_newest_of(company_id) for company_id in company_ids))
    return _stories(_read(_nomination.id.in_(newest)), before=before, limit=PAGE + 1)


def _newest_of(company_id: int) -> Select[int]:
    """Choose one company's newest stories from its own index, so that a page costs the same however many there are."""
    own = select(_nomination.id).where(_nomination.company_id == company_id, is_public_story(), _is_below)
    return select(own.order_by(_nomination.id.desc()).limit(PAGE + 1).subquery().c.id)


def _stories(statement: Select[Any], **values: object) -> list[ListedStory]:
    rows: Sequence[Any] = run(statement, values).all()
    hidden = list_hidden([row[ID] for row in rows if row[MASKED]])
    names = list_names({row[UNNAMED] for row in rows if row[UNNAMED]})
    texts = (
        mask(row[TEXT], [*hidden[row[ID]], *find_names(row[TEXT], names[row[UNNAMED]])]).text
        if row[MASKED] or row[UNNAMED]
        else row[TEXT]
        for row in rows
    )
    return [
        ListedStory._make([*row[:TEXT], excerpt_of(text), *row[TEXT + 1 : MASKED]])
        for row, text in zip(rows, texts, strict=True)
    ]
