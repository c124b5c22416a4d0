"""What the database itself counts in the queue; to be run again after the table `mention` was rebuilt.

A post is counted in its state, with a plus where it has no score; a copy under another post and what was wiped are not.
"""

from app.audit.triggers import Statement

PART = (
    "CASE WHEN {row}.text = '' OR {row}.copy_of_id IS NOT NULL OR {row}.state = 'gone' THEN NULL"
    " WHEN {row}.score IS NULL THEN {row}.state || '+' ELSE {row}.state END"
)
CHANGED = "UPDATE OF state, text, copy_of_id, score"
OLD, NEW = PART.format(row="OLD"), PART.format(row="NEW")
ADDED = " ON CONFLICT (part, lot) DO UPDATE SET number = mention_tally.number + excluded.number"


def count_mentions() -> list[Statement]:
    """Keep the counts in the transaction of every change, whoever makes it."""
    return [*_sqlite(), *_postgresql()]


def _sqlite() -> list[Statement]:
    """Add to one row a part: there is one writer at a time."""
    less = f"INSERT INTO mention_tally SELECT {OLD}, 0, -1 WHERE {OLD} IS NOT NULL{ADDED};"
    more = f"INSERT INTO mention_tally SELECT {NEW}, 0, 1 WHERE {NEW} IS NOT NULL{ADDED};"
    bodies = {
        "mention_counted": f"AFTER INSERT ON mention BEGIN {more} END",
        "mention_uncounted": f"AFTER DELETE ON mention BEGIN {less} END",
        "mention_recounted": f"AFTER {CHANGED} ON mention WHEN {OLD} IS NOT {NEW} BEGIN {less} {more} END",
    }
    made = [(f"DROP TRIGGER IF EXISTS {name}", f"CREATE TRIGGER {name} {body}") for name, body in bodies.items()]
    return [Statement("sqlite", sql) for pair in made for sql in pair]


def _postgresql() -> list[Statement]:
    """Add to a row of the transaction's own: posts that come in by hundreds keep no curator waiting."""
    put = "INSERT INTO mention_tally SELECT {part}, pg_current_xact_id()::text::bigint, {by}"
    head = "CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    less = put.format(part=OLD, by=-1) + f" WHERE {OLD} IS NOT NULL{ADDED};"
    more = put.format(part=NEW, by=1) + f" WHERE {NEW} IS NOT NULL{ADDED};"
    part = PART.format(row="mention")
    many = (
        put.format(part=part, by="count(*)") + f" FROM brought AS mention WHERE {part} IS NOT NULL GROUP BY 1{ADDED};"
    )
    when = {
        "mention_counted": "AFTER INSERT ON mention REFERENCING NEW TABLE AS brought FOR EACH STATEMENT",
        "mention_uncounted": "AFTER DELETE ON mention FOR EACH ROW",
        "mention_recounted": f"AFTER {CHANGED} ON mention FOR EACH ROW WHEN ({OLD} IS DISTINCT FROM {NEW})",
    }
    does = {"mention_counted": many, "mention_uncounted": less, "mention_recounted": f"{less} {more}"}
    made = [
        (
            head.format(name=name) + does[name] + " RETURN NULL; END $$",
            f"DROP TRIGGER IF EXISTS {name} ON mention",
            f"CREATE TRIGGER {name} {each} EXECUTE FUNCTION {name}()",
        )
        for name, each in when.items()
    ]
    return [Statement("postgresql", sql) for three in made for sql in three]
