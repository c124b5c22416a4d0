"""What curators' work leaves beside a post: notes, moves to undo, words to search by, counts; and indexes by rank."""

import re
import unicodedata
from hashlib import blake2b

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"

NUMBER, BIG, INSTANT, FLAG = sa.Integer(), sa.BigInteger(), sa.DateTime(timezone=True), sa.Boolean()
REASONS = ("not_support", "not_praise", "sarcasm", "advert", "own_staff", "no_company", "other")
NEW_REASONS = ("company", "spam", "known")
ALL_REASONS = (*REASONS[:5], "company", "no_company", "spam", "known", "other")
STATES = ("new", "claimed", "snoozed", "sent", "nominated", "dismissed", "gone")
OPEN_CLAIM = sa.text("ended_at IS NULL")
CARD = "copy_of_id IS NULL"
SCORED, UNSCORED = f"{CARD} AND score IS NOT NULL", f"{CARD} AND score IS NULL"
INDEXES = {
    "ix_mention_best": (("state", "rank", "id"), SCORED),
    "ix_mention_best_network": (("network", "state", "rank", "id"), SCORED),
    "ix_mention_best_watch": (("watch_id", "state", "rank", "id"), SCORED),
    "ix_mention_best_company": (("company_id", "state", "rank", "id"), SCORED),
    "ix_mention_best_lang": (("lang", "state", "rank", "id"), CARD),
    "ix_mention_best_voice": (("voice", "state", "rank", "id"), f"{SCORED} AND voice <> 'customer'"),
    "ix_mention_unscored": (("state", "id"), UNSCORED),
    "ix_mention_snoozed": (("snoozed_until",), "state = 'snoozed'"),
}
PART = (
    "CASE WHEN {row}.text = '' OR {row}.copy_of_id IS NOT NULL OR {row}.state = 'gone' THEN NULL"
    " WHEN {row}.score IS NULL THEN {row}.state || '+' ELSE {row}.state END"
)
OLD, NEW = PART.format(row="OLD"), PART.format(row="NEW")
CHANGED = "UPDATE OF state, text, copy_of_id, score"
ADDED = " ON CONFLICT (part, lot) DO UPDATE SET number = mention_tally.number + excluded.number"
TRIGGERS = ("mention_counted", "mention_uncounted", "mention_recounted")
POSTS = sa.text("SELECT id, text, author_handle, author_name, url FROM mention WHERE text <> ''")


def upgrade() -> None:
    """Move the one note of a post over, and count and note what is here."""
    make_notes()
    make_moves()
    make_words()
    with op.batch_alter_table("mention") as mention:
        mention.drop_column("note")
        mention.drop_constraint("dismissreason", type_="check")
        mention.create_check_constraint("dismissreason", reasons(*ALL_REASONS))
    for name, (columns, where) in INDEXES.items():
        op.create_index(name, "mention", columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))
    op.create_index("ix_claim_holding", "claim", ["user_id"], sqlite_where=OPEN_CLAIM, postgresql_where=OPEN_CLAIM)
    make_tally()


def reasons(*words: str) -> str:
    """Write the CHECK of the reasons."""
    return f"dismissed_reason IN ({', '.join(map(repr, words))})"


def make_notes() -> None:
    """Make the notes, each with its author; who wrote the old ones was not kept beside them."""
    op.create_table(
        "mention_note",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("mention_id", NUMBER, nullable=False),
        sa.Column("user_id", NUMBER, nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["mention_id"], ["mention.id"], name="fk_mention_note_mention_id_mention", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_mention_note_user_id_user"),
        sa.PrimaryKeyConstraint("id", name="pk_mention_note"),
    )
    op.create_index("ix_mention_note_mention_id", "mention_note", ["mention_id"])
    op.execute(
        "INSERT INTO mention_note (mention_id, text, written_at)"
        " SELECT id, note, found_at FROM mention WHERE note <> '' ORDER BY id"
    )


def make_moves() -> None:
    """Make the moves that can be undone."""
    kinds = sa.Enum(
        "dismissed", "snoozed", "claimed", name="movekind", native_enum=False, create_constraint=True, length=20
    )
    states = sa.Enum(*STATES, name="mentionstate", native_enum=False, create_constraint=True, length=20)
    op.create_table(
        "mention_move",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("batch", sa.String(length=10), nullable=False),
        sa.Column("mention_id", NUMBER, nullable=False),
        sa.Column("user_id", NUMBER, nullable=False),
        sa.Column("kind", kinds, nullable=False),
        sa.Column("was_state", states, nullable=False),
        sa.Column("was_snoozed_until", INSTANT, nullable=True),
        sa.Column("was_held", FLAG, nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("undone_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(
            ["mention_id"], ["mention.id"], name="fk_mention_move_mention_id_mention", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_mention_move_user_id_user"),
        sa.PrimaryKeyConstraint("id", name="pk_mention_move"),
    )
    op.create_index("ix_mention_move_batch", "mention_move", ["batch"])
    op.create_index("ix_mention_move_mention_id", "mention_move", ["mention_id"])
    op.create_index("ix_mention_move_last", "mention_move", ["user_id", "id"])


def make_words() -> None:
    """Note what each post that is here can be found by."""
    words = op.create_table(
        "mention_word",
        sa.Column("word", BIG, autoincrement=False, nullable=False),
        sa.Column("mention_id", NUMBER, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("word", "mention_id", name="pk_mention_word"),
        sqlite_with_rowid=False,
    )
    for post in op.get_bind().execute(POSTS).all():
        keys = {
            int.from_bytes(blake2b(each.encode(), digest_size=8).digest(), "big") >> 1 for each in found_by(*post[1:])
        }
        op.bulk_insert(words, [{"word": key, "mention_id": post[0]} for key in sorted(keys)])


def found_by(text: str, handle: str, name: str, url: str) -> set[str]:
    """List the words of a post, its author and its address, folded."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", f"{text} {handle} {name}").casefold())
    found = {each[:60] for each in re.findall(r"\w+", "".join(c for c in plain if unicodedata.category(c) != "Mn"))}
    address = re.sub(r"^(https?://)?(www\.)?", "", url.casefold().split("?")[0].split("#")[0]).rstrip("/")
    return found | ({f"@{handle.casefold()}"} if handle else set()) | ({f"/{address}"} if url else set())


def make_tally() -> None:
    """Count what is here, and have the database count from now on."""
    op.create_table(
        "mention_tally",
        sa.Column("part", sa.String(length=20), nullable=False),
        sa.Column("lot", BIG, autoincrement=False, nullable=False),
        sa.Column("number", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("part", "lot", name="pk_mention_tally"),
    )
    part = PART.format(row="mention")
    op.execute(f"INSERT INTO mention_tally SELECT {part}, 0, count(*) FROM mention WHERE {part} IS NOT NULL GROUP BY 1")
    for statement in on_sqlite() if op.get_bind().dialect.name == "sqlite" else on_postgresql():
        op.get_bind().exec_driver_sql(statement)


def on_sqlite() -> list[str]:
    """Add to one row a part."""
    less = f"INSERT INTO mention_tally SELECT {OLD}, 0, -1 WHERE {OLD} IS NOT NULL{ADDED};"
    more = f"INSERT INTO mention_tally SELECT {NEW}, 0, 1 WHERE {NEW} IS NOT NULL{ADDED};"
    return [
        f"CREATE TRIGGER mention_counted AFTER INSERT ON mention BEGIN {more} END",
        f"CREATE TRIGGER mention_uncounted AFTER DELETE ON mention BEGIN {less} END",
        f"CREATE TRIGGER mention_recounted AFTER {CHANGED} ON mention WHEN {OLD} IS NOT {NEW} BEGIN {less} {more} END",
    ]


def on_postgresql() -> list[str]:
    """Add to a row of the transaction's own."""
    put = "INSERT INTO mention_tally SELECT {part}, pg_current_xact_id()::text::bigint, {by}"
    less = put.format(part=OLD, by=-1) + f" WHERE {OLD} IS NOT NULL{ADDED};"
    more = put.format(part=NEW, by=1) + f" WHERE {NEW} IS NOT NULL{ADDED};"
    part = PART.format(row="mention")
    many = (
        put.format(part=part, by="count(*)") + f" FROM brought AS mention WHERE {part} IS NOT NULL GROUP BY 1{ADDED};"
    )
    head = "CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} RETURN NULL; END $$"
    return [
        head.format(name="mention_counted", body=many),
        "CREATE TRIGGER mention_counted AFTER INSERT ON mention REFERENCING NEW TABLE AS brought"
        " FOR EACH STATEMENT EXECUTE FUNCTION mention_counted()",
        head.format(name="mention_uncounted", body=less),
        "CREATE TRIGGER mention_uncounted AFTER DELETE ON mention FOR EACH ROW EXECUTE FUNCTION mention_uncounted()",
        head.format(name="mention_recounted", body=f"{less} {more}"),
        f"CREATE TRIGGER mention_recounted AFTER {CHANGED} ON mention FOR EACH ROW"
        f" WHEN ({OLD} IS DISTINCT FROM {NEW}) EXECUTE FUNCTION mention_recounted()",
    ]


def downgrade() -> None:
    """Keep the newest note of a post, and no more of the rest."""
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for name in TRIGGERS:
        op.execute(f"DROP TRIGGER {name}" if is_sqlite else f"DROP FUNCTION {name} CASCADE")
    op.drop_index("ix_claim_holding", "claim")
    for name in INDEXES:
        op.drop_index(name, "mention")
    op.execute(f"UPDATE mention SET dismissed_reason = 'other' WHERE dismissed_reason IN {NEW_REASONS}")
    with op.batch_alter_table("mention") as mention:
        mention.add_column(sa.Column("note", sa.Text(), nullable=False, server_default=""))
        mention.drop_constraint("dismissreason", type_="check")
        mention.create_check_constraint("dismissreason", reasons(*REASONS))
    op.execute(
        "UPDATE mention SET note = COALESCE((SELECT text FROM mention_note WHERE mention_note.id ="
        " (SELECT max(id) FROM mention_note WHERE mention_id = mention.id)), '')"
    )
    with op.batch_alter_table("mention") as mention:
        mention.alter_column("note", existing_type=sa.Text(), existing_nullable=False, server_default=None)
    for table in ("mention_tally", "mention_word", "mention_move", "mention_note"):
        op.drop_table(table)
