"""What the database itself refuses to do to the yardstick; safe to run again after a table was rebuilt."""

from collections.abc import Iterable
from typing import NamedTuple

from app.audit.triggers import Statement

FROZEN = "the rubric is frozen"
DRAFT = "a draft of the rubric cannot be used"
CHOSEN = "the rubric of this category is frozen"
KEPT = "a sheet keeps its rubric"
ONE_RUBRIC = "a category is judged by one rubric"
IN_FROZEN = "EXISTS (SELECT 1 FROM rubric WHERE id = NEW.rubric_id AND frozen_at IS NOT NULL)"
IN_DRAFT = "EXISTS (SELECT 1 FROM rubric WHERE id = NEW.rubric_id AND frozen_at IS NULL)"
LEVEL_IN_FROZEN = (
    "EXISTS (SELECT 1 FROM rubric JOIN criterion ON criterion.rubric_id = rubric.id"
    " WHERE criterion.id = NEW.criterion_id AND rubric.frozen_at IS NOT NULL)"
)
NOT_THE_CATEGORYS = (
    "NEW.rubric_id <> (SELECT category_rubric.rubric_id FROM category_rubric"
    " JOIN entry ON entry.category_id = category_rubric.category_id WHERE entry.id = NEW.entry_id)"
)


class Guard(NamedTuple):
    """One thing that cannot be done to a row of a table, and what is said then."""

    name: str
    table: str
    event: str
    condition: str
    refusal: str


GUARDS = (
    Guard("rubric_stands", "rubric", "UPDATE", "OLD.frozen_at IS NOT NULL", FROZEN),
    Guard("rubric_stays", "rubric", "DELETE", "OLD.frozen_at IS NOT NULL", FROZEN),
    Guard("block_not_moved_in", "block", "UPDATE", IN_FROZEN, FROZEN),
    Guard("criterion_not_moved_in", "criterion", "UPDATE", IN_FROZEN, FROZEN),
    Guard("level_not_moved_in", "level", "UPDATE", LEVEL_IN_FROZEN, FROZEN),
    Guard("category_rubric_published", "category_rubric", "INSERT", IN_DRAFT, DRAFT),
    Guard("category_rubric_replaced", "category_rubric", "UPDATE", IN_DRAFT, DRAFT),
    Guard("category_rubric_stands", "category_rubric", "UPDATE", "OLD.frozen_at IS NOT NULL", CHOSEN),
    Guard("category_rubric_stays", "category_rubric", "DELETE", "OLD.frozen_at IS NOT NULL", CHOSEN),
    Guard("assignment_rubric_published", "assignment", "INSERT", IN_DRAFT, DRAFT),
    Guard("assignment_rubric_agrees", "assignment", "INSERT", NOT_THE_CATEGORYS, ONE_RUBRIC),
    Guard("assignment_rubric_stands", "assignment", "UPDATE", "NEW.rubric_id <> OLD.rubric_id", KEPT),
)
TABLES = ("rubric", "block", "criterion", "level", "category_rubric", "assignment")


def statements_for(table: str, guards: Iterable[Guard] = GUARDS) -> list[Statement]:
    """List the statements that guard one table, for both databases."""
    return [
        statement for guard in guards if guard.table == table for statement in (*_sqlite(guard), *_postgresql(guard))
    ]


def names_for(table: str, guards: Iterable[Guard] = GUARDS) -> list[str]:
    """Name the triggers of one table; on PostgreSQL their functions bear the same names."""
    return [guard.name for guard in guards if guard.table == table]


def _sqlite(guard: Guard) -> list[Statement]:
    return [
        Statement("sqlite", f"DROP TRIGGER IF EXISTS {guard.name}"),
        Statement(
            "sqlite",
            f"CREATE TRIGGER {guard.name} BEFORE {guard.event} ON {guard.table} WHEN {guard.condition}"
            f" BEGIN SELECT RAISE(ABORT, '{guard.refusal}'); END",
        ),
    ]


def _postgresql(guard: Guard) -> list[Statement]:
    row = "OLD" if guard.event == "DELETE" else "NEW"
    return [
        Statement(
            "postgresql",
            f"CREATE OR REPLACE FUNCTION {guard.name}() RETURNS trigger LANGUAGE plpgsql AS"
            f" $$ BEGIN IF {guard.condition} THEN RAISE EXCEPTION '{guard.refusal}'; END IF; RETURN {row}; END $$",
        ),
        Statement("postgresql", f"DROP TRIGGER IF EXISTS {guard.name} ON {guard.table}"),
        Statement(
            "postgresql",
            f"CREATE TRIGGER {guard.name} BEFORE {guard.event} ON {guard.table}"
            f" FOR EACH ROW EXECUTE FUNCTION {guard.name}()",
        ),
    ]
