"""What the database itself refuses in the register; safe to run again after a table was rebuilt."""

from app.audit.triggers import Statement

NOT_FLAT = "a company is merged into one that stands for itself"
TAKEN = "this name belongs to another company"

TARGET_MERGED = "EXISTS (SELECT 1 FROM company WHERE id = NEW.merged_into_id AND merged_into_id IS NOT NULL)"
STANDS_FOR_OTHERS = "EXISTS (SELECT 1 FROM company WHERE merged_into_id = NEW.id)"
ALIAS_ELSEWHERE = "EXISTS (SELECT 1 FROM company_alias WHERE name_key = NEW.name_key AND company_id <> NEW.id)"
NAME_ELSEWHERE = "EXISTS (SELECT 1 FROM company WHERE name_key = NEW.name_key AND id <> NEW.company_id)"

# Two transactions must not take one name in two tables at the same moment, each blind to the other.
HOLD_NAMES = " LOCK TABLE company IN SHARE MODE;"


def register_guards() -> list[Statement]:
    """Keep merges one step deep, which leaves no room for a circle, and a name with one company alone."""
    return [
        *_sqlite("company_flat_insert", "BEFORE INSERT ON company", TARGET_MERGED, NOT_FLAT),
        *_sqlite(
            "company_flat_update",
            "BEFORE UPDATE OF merged_into_id ON company",
            f"NEW.merged_into_id IS NOT NULL AND ({TARGET_MERGED} OR {STANDS_FOR_OTHERS})",
            NOT_FLAT,
        ),
        *_sqlite("company_name_insert", "BEFORE INSERT ON company", ALIAS_ELSEWHERE, TAKEN),
        *_sqlite("company_name_update", "BEFORE UPDATE OF name_key ON company", ALIAS_ELSEWHERE, TAKEN),
        *_sqlite("company_alias_insert", "BEFORE INSERT ON company_alias", NAME_ELSEWHERE, TAKEN),
        *_sqlite("company_alias_update", "BEFORE UPDATE ON company_alias", NAME_ELSEWHERE, TAKEN),
        *_flat_on_postgresql(),
        *_names_on_postgresql("company", ALIAS_ELSEWHERE, "INSERT OR UPDATE OF name_key"),
        *_names_on_postgresql("company_alias", NAME_ELSEWHERE, "INSERT OR UPDATE", first=HOLD_NAMES),
    ]


def _sqlite(name: str, when: str, condition: str, refusal: str) -> list[Statement]:
    body = f"CREATE TRIGGER {name} {when} WHEN {condition} BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
    return [Statement("sqlite", sql) for sql in (f"DROP TRIGGER IF EXISTS {name}", body)]


def _flat_on_postgresql() -> list[Statement]:
    """Hold the company that is kept, so that of two merges into each other only one can come true."""
    function = (
        "CREATE OR REPLACE FUNCTION company_flat() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        " IF NEW.merged_into_id IS NULL THEN RETURN NEW; END IF;"
        " PERFORM 1 FROM company WHERE id = NEW.merged_into_id AND merged_into_id IS NULL FOR SHARE;"
        f" IF NOT FOUND OR {STANDS_FOR_OTHERS} THEN RAISE EXCEPTION '{NOT_FLAT}' USING ERRCODE = '40001'; END IF;"
        " RETURN NEW; END $$"
    )
    return _on_postgresql(function, "company_flat", "INSERT OR UPDATE OF merged_into_id", "company")


def _names_on_postgresql(table: str, condition: str, events: str, first: str = "") -> list[Statement]:
    function = (
        f"CREATE OR REPLACE FUNCTION {table}_name() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN{first}"
        f" IF {condition} THEN RAISE EXCEPTION '{TAKEN}' USING ERRCODE = '23505'; END IF; RETURN NEW; END $$"
    )
    return _on_postgresql(function, f"{table}_name", events, table)


def _on_postgresql(function: str, name: str, events: str, table: str) -> list[Statement]:
    drop = f"DROP TRIGGER IF EXISTS {name} ON {table}"
    create = f"CREATE TRIGGER {name} BEFORE {events} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
    return [Statement("postgresql", sql) for sql in (function, drop, create)]


POSTGRESQL_FUNCTIONS = ("company_flat", "company_name", "company_alias_name")
SQLITE_TRIGGERS = (
    "company_flat_insert",
    "company_flat_update",
    "company_name_insert",
    "company_name_update",
    "company_alias_insert",
    "company_alias_update",
)
