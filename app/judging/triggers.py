"""What the database itself refuses in judging; safe to run again after a table was rebuilt."""

from app.audit.triggers import Statement, append_only

FROZEN = "the rubric is frozen"
HANDED_IN = "the scorecard is not a draft"
CRITERION_FROZEN = "EXISTS (SELECT 1 FROM rubric WHERE id = {row}.rubric_id AND frozen_at IS NOT NULL)"
LEVEL_FROZEN = (
    "EXISTS (SELECT 1 FROM rubric JOIN criterion ON criterion.rubric_id = rubric.id"
    " WHERE criterion.id = {row}.criterion_id AND rubric.frozen_at IS NOT NULL)"
)
NOT_DRAFT = "EXISTS (SELECT 1 FROM scorecard WHERE id = {row}.scorecard_id AND state <> 'draft')"

GUARDS = {
    "block": (CRITERION_FROZEN, FROZEN),
    "criterion": (CRITERION_FROZEN, FROZEN),
    "level": (LEVEL_FROZEN, FROZEN),
    "mark": (NOT_DRAFT, HANDED_IN),
    "remark": (NOT_DRAFT, HANDED_IN),
}
APPEND_ONLY = ("scorecard_version", "result")
PINNED_LATE = (
    "EXISTS (SELECT 1 FROM scorecard WHERE judge_id = {row}.judge_id AND entry_id = {row}.entry_id"
    " AND round = {row}.round AND state <> 'draft')"
)
LATER = ("pin", "reopening")
COMPUTED_AGAIN = (
    "NEW.id = OLD.id AND NEW.category_id = OLD.category_id AND NEW.sha256 = OLD.sha256 AND NEW.document = OLD.document"
)


def statements_for(table: str) -> list[Statement]:
    """List the statements that guard one table, for both databases."""
    if table == "result":
        return append_only(table, unless=COMPUTED_AGAIN)
    if table in APPEND_ONLY or table == "reopening":
        return append_only(table)
    condition, refusal = (PINNED_LATE, HANDED_IN) if table == "pin" else GUARDS[table]
    return [*_sqlite(table, condition, refusal), *_postgresql(table, condition, refusal)]


def functions_of(table: str) -> list[str]:
    """Name the PostgreSQL functions to drop with a table."""
    return [f"{table}_refuse" if table in (*APPEND_ONLY, "reopening") else f"{table}_guard"]


def _sqlite(table: str, condition: str, refusal: str) -> list[Statement]:
    statements = []
    for event, row in (("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD")):
        name = f"{table}_no_late_{event.lower()}"
        statements += [
            f"DROP TRIGGER IF EXISTS {name}",
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {condition.format(row=row)}"
            f" BEGIN SELECT RAISE(ABORT, '{refusal}'); END",
        ]
    return [Statement("sqlite", sql) for sql in statements]


def _postgresql(table: str, condition: str, refusal: str) -> list[Statement]:
    statements = [
        f"CREATE OR REPLACE FUNCTION {table}_guard() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ DECLARE touched record; BEGIN"
        f" IF TG_OP = 'INSERT' THEN touched := NEW; ELSE touched := OLD; END IF;"
        f" IF {condition.format(row='touched')} THEN RAISE EXCEPTION '{refusal}'; END IF;"
        f" IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$",
        f"DROP TRIGGER IF EXISTS {table}_guard ON {table}",
        f"CREATE TRIGGER {table}_guard BEFORE INSERT OR UPDATE OR DELETE ON {table}"
        f" FOR EACH ROW EXECUTE FUNCTION {table}_guard()",
    ]
    return [Statement("postgresql", sql) for sql in statements]
