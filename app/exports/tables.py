"""What can be taken out, as rows that are read while they are sent."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from app.audit.models import AuditLine
from app.companies.models import Company
from app.exports import published
from app.extensions import db, table_of
from app.judging.queries.logged import show_lines
from app.listening.funnel.asking import Question
from app.listening.funnel.stages import Stage
from app.listening.queries import funnel
from app.nominations.models import Entry, Nomination, NominationRevision
from app.programme.models import Category, Season

AT_ONCE = 500
YEARS_OF_WEEKS = 520
Row = Sequence[object]


@dataclass(frozen=True)
class Asked:
    """What somebody wants to take out: of one season or of all, with what is personal or without."""

    season: Season | None = None
    with_people: bool = False

    @property
    def season_id(self) -> int | None:
        """Return the number of the season, which outlives the row when rows are read while they are sent."""
        return self.season.id if self.season else None


@dataclass(frozen=True)
class Table:
    """One thing that can be taken out."""

    title: str
    heads: tuple[str, ...]
    rows: Callable[[Asked], Iterator[Row]]
    by_season: bool = True
    people: tuple[str, ...] = ()

    def heads_for(self, asked: Asked) -> tuple[str, ...]:
        """Return the heads of the columns, those of people only when they are asked for."""
        return self.heads + (self.people if asked.with_people else ())


def _stream(statement: Any) -> Iterator[Row]:
    with db.session.execute(statement.execution_options(yield_per=AT_ONCE)) as rows:
        for row in rows:
            yield tuple(row)


def nominations(asked: Asked) -> Iterator[Row]:
    """Read nominations in the order they came; erased ones have nothing left to show."""
    one, written = table_of(Nomination).c, table_of(NominationRevision).c
    category, season, company = table_of(Category).c, table_of(Season).c, table_of(Company).c
    people = (written.name, written.email, written.nominee, written.story) if asked.with_people else ()
    statement = (
        select(one.reference, season.slug, category.slug, one.state, company.name, one.created_at, one.confirmed_at)
        .add_columns(one.decided_at, one.reason, written.relation, written.channel, written.solved, written.feeling)
        .add_columns(*people)
        .select_from(table_of(Nomination))
        .join(
            table_of(NominationRevision),
            (written.nomination_id == one.id) & (written.number == one.revision_number),
        )
        .join(table_of(Category), category.id == one.category_id)
        .join(table_of(Season), season.id == one.season_id)
        .join(table_of(Company), company.id == one.company_id, isouter=True)
        .order_by(one.id)
    )
    return _stream(statement.where(one.season_id == asked.season.id) if asked.season else statement)


def entries(asked: Asked) -> Iterator[Row]:
    """Read what is judged, with the entry that stands for one that was joined."""
    standing = table_of(Entry).alias("standing").c
    entry, category, season, company = (table_of(each).c for each in (Entry, Category, Season, Company))
    statement = (
        select(entry.public_id, season.slug, category.slug, company.name, entry.nominee, standing.public_id)
        .add_columns(entry.created_at)
        .select_from(table_of(Entry))
        .join(table_of(Category), category.id == entry.category_id)
        .join(table_of(Season), season.id == entry.season_id)
        .join(table_of(Company), company.id == entry.company_id)
        .join(standing.id.table, standing.id == entry.joined_into_id, isouter=True)
        .order_by(entry.id)
    )
    return _stream(statement.where(entry.season_id == asked.season.id) if asked.season else statement)


def companies(_asked: Asked) -> Iterator[Row]:
    """Read the register of companies."""
    company, kept = table_of(Company).c, table_of(Company).alias("kept").c
    statement = (
        select(company.slug, company.name, company.website, company.domain, company.x_handle, company.bluesky_handle)
        .add_columns(company.mastodon_handle, company.staff, kept.slug, company.is_unchecked, company.unnamed_at)
        .add_columns(company.letters_refused_at, company.created_at)
        .join_from(table_of(Company), kept.id.table, kept.id == company.merged_into_id, isouter=True)
        .order_by(company.id)
    )
    return _stream(statement)


def outreach(_asked: Asked) -> Iterator[Row]:
    """Read how far posts came, week by week."""
    yield from funnel.list_days(Question(weeks=YEARS_OF_WEEKS), funnel.list_names())


def audit(_asked: Asked) -> Iterator[Row]:
    """Read the log as its page shows it: of judging the day alone, and nobody's name once marks can be seen."""
    lines = db.session.scalars(select(AuditLine).order_by(AuditLine.number).execution_options(yield_per=AT_ONCE))
    for some in lines.partitions(AT_ONCE):
        for line in show_lines(some):
            at = line.at.date() if line.is_day_alone else line.at
            facts = "; ".join(f"{name}={fact}" for name, fact in sorted(line.facts.items()))
            yield line.number, at, line.actor, line.verb, line.about, facts


WEEKLY = ("week of", "network", "watch", "template", "curator", *(stage.value for stage in Stage))
NOMINATION_HEADS = tuple(
    "reference season category state company sent confirmed decided reason relation channel solved feeling".split()
)
COMPANY_HEADS = (
    *"company name website domain x bluesky mastodon size".split(),
    *("merged into", "unchecked", "not named since", "no letters since", "registered"),
)
TABLES = {
    "nominations": Table(
        "Nominations",
        NOMINATION_HEADS,
        nominations,
        people=("name", "address", "nominee", "story"),
    ),
    "entries": Table("Entries", ("entry", "season", "category", "company", "nominee", "joined into", "made"), entries),
    "results": Table("Published results", published.RESULT_HEADS, lambda asked: published.results(asked.season_id)),
    "awards": Table("Awards", published.AWARD_HEADS, lambda asked: published.awards(asked.season_id)),
    "companies": Table(
        "Companies",
        COMPANY_HEADS,
        companies,
        by_season=False,
    ),
    "outreach": Table("Outreach, week by week", WEEKLY, outreach, by_season=False),
    "audit": Table("Log of changes", ("number", "at", "by", "what", "about", "facts"), audit, by_season=False),
}
