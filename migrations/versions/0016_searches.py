"""Watches by words instead of one query: a row a search, and what reading came to day by day."""

import hashlib
import json

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"

INSTANT = sa.DateTime(timezone=True)
LISTS = ("networks", "phrases", "hashtags", "exclusions", "languages", "feeds")
STANDING = ("floor_id", "drain_high_id", "drain_token", "drain_oldest_id", "drain_started_at", "drain_from_at")
COUNTS = ("pages", "new", "edited", "known", "passed_over", "set_aside", "failures")
RATE = ("rate_limit", "rate_remaining")


def upgrade() -> None:
    """Turn each watch's query into its search, and count what is read."""
    _make_search()
    _fill_search()
    op.drop_table("watch_cursor")
    _widen_watch()
    _add_text("mention", "local_id", sa.String(length=200), "''")
    _add_text("reading_gap", "network", sa.String(length=30), "'x'")
    with op.batch_alter_table("source") as source:
        source.add_column(sa.Column("newest_posted_at", INSTANT, nullable=True))
        for name in RATE:
            source.add_column(sa.Column(name, sa.Integer(), nullable=True))
        source.add_column(sa.Column("rate_resets_at", INSTANT, nullable=True))
    op.create_table(
        "reading_day",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("network", sa.String(length=30), nullable=False),
        sa.Column("read_on", sa.Date(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in COUNTS),
        sa.PrimaryKeyConstraint("id", name="pk_reading_day"),
        sa.UniqueConstraint("network", "read_on", name="uq_reading_day_network_read_on"),
    )


def _make_search() -> None:
    op.create_table(
        "search",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("watch_id", sa.Integer(), nullable=False),
        sa.Column("network", sa.String(length=30), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("query_hash", sa.String(length=64), nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("refused", sa.String(length=300), nullable=True),
        sa.Column("floor_id", sa.String(length=40), nullable=True),
        sa.Column("drain_high_id", sa.String(length=40), nullable=True),
        sa.Column("drain_token", sa.String(length=500), nullable=True),
        sa.Column("drain_oldest_id", sa.String(length=40), nullable=True),
        sa.Column("drain_started_at", INSTANT, nullable=True),
        sa.Column("drain_from_at", INSTANT, nullable=True),
        sa.Column("validators", sa.String(length=1000), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("lease_owner", sa.String(length=120), nullable=True),
        sa.Column("lease_until", INSTANT, nullable=True),
        sa.CheckConstraint("version >= 0", name="version_counts"),
        sa.ForeignKeyConstraint(["watch_id"], ["watch.id"], name="fk_search_watch_id_watch", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_search"),
        sa.UniqueConstraint("watch_id", "network", "query_hash", name="uq_search_watch_id_network_query_hash"),
    )
    op.create_index("ix_search_due", "search", ["network", "due_at"])


def _fill_search() -> None:
    connection = op.get_bind()
    insert = sa.text(
        f"INSERT INTO search (watch_id, network, query, query_hash, due_at, refused, version, {', '.join(STANDING)})"
        f" SELECT watch.id, network, query, :query_hash, due_at, refused, COALESCE(version, 0), {', '.join(STANDING)}"
        " FROM watch LEFT JOIN watch_cursor ON watch_id = watch.id AND query_hash = :query_hash WHERE watch.id = :id"
    )
    for row in connection.execute(sa.text("SELECT id, query FROM watch")).all():
        query_hash = hashlib.sha256(row.query.encode()).hexdigest()
        connection.execute(insert, {"id": row.id, "query_hash": query_hash})


def _widen_watch() -> None:
    with op.batch_alter_table("watch") as watch:
        for name in LISTS:
            watch.add_column(sa.Column(name, sa.JSON(), nullable=True))
        watch.add_column(sa.Column("x_query", sa.String(length=4096), nullable=True))
    connection = op.get_bind()
    widen = sa.text(
        "UPDATE watch SET networks = :networks, phrases = '[]', hashtags = '[]', exclusions = '[]', languages = '[]',"
        " feeds = '[]', x_query = query WHERE network = :network"
    )
    for (network,) in connection.execute(sa.text("SELECT DISTINCT network FROM watch")).all():
        connection.execute(widen, {"network": network, "networks": json.dumps([network])})
    with op.batch_alter_table("watch") as watch:
        for name in LISTS:
            watch.alter_column(name, existing_type=sa.JSON(), nullable=False)
        watch.alter_column("x_query", existing_type=sa.String(length=4096), nullable=False)
        watch.drop_constraint("uq_watch_network_name", type_="unique")
        for name in ("network", "query", "due_at", "refused"):
            watch.drop_column(name)
        watch.create_unique_constraint("uq_watch_name", ["name"])


def _add_text(table: str, name: str, kind: sa.String, value: str) -> None:
    with op.batch_alter_table(table) as batch:
        batch.add_column(sa.Column(name, kind, nullable=True))
    op.execute(f"UPDATE {table} SET {name} = {value}")
    with op.batch_alter_table(table) as batch:
        batch.alter_column(name, existing_type=kind, nullable=False)


def downgrade() -> None:
    """Keep one search of each watch: the first."""
    op.drop_table("reading_day")
    with op.batch_alter_table("source") as source:
        for name in ("rate_resets_at", *RATE, "newest_posted_at"):
            source.drop_column(name)
    for table, name in (("reading_gap", "network"), ("mention", "local_id")):
        with op.batch_alter_table(table) as batch:
            batch.drop_column(name)
    _narrow_watch()
    _make_watch_cursor()
    op.execute(
        f"INSERT INTO watch_cursor (watch_id, query_hash, version, {', '.join(STANDING)})"
        f" SELECT watch_id, query_hash, version, {', '.join(STANDING)} FROM search"
        " WHERE id IN (SELECT MIN(id) FROM search GROUP BY watch_id)"
    )
    op.drop_table("search")


def _narrow_watch() -> None:
    with op.batch_alter_table("watch") as watch:
        watch.drop_constraint("uq_watch_name", type_="unique")
        watch.add_column(sa.Column("network", sa.String(length=30), nullable=True))
        watch.add_column(sa.Column("query", sa.String(length=4096), nullable=True))
        watch.add_column(sa.Column("due_at", INSTANT, nullable=True))
        watch.add_column(sa.Column("refused", sa.String(length=300), nullable=True))
    first = "(SELECT {column} FROM search WHERE search.watch_id = watch.id ORDER BY id LIMIT 1)"
    op.execute(
        f"UPDATE watch SET network = COALESCE({first.format(column='network')}, 'x'),"
        f" query = COALESCE({first.format(column='query')}, x_query),"
        f" due_at = COALESCE({first.format(column='due_at')}, created_at), refused = {first.format(column='refused')}"
    )
    with op.batch_alter_table("watch") as watch:
        watch.alter_column("network", existing_type=sa.String(length=30), nullable=False)
        watch.alter_column("query", existing_type=sa.String(length=4096), nullable=False)
        watch.alter_column("due_at", existing_type=INSTANT, nullable=False)
        for name in (*LISTS, "x_query"):
            watch.drop_column(name)
        watch.create_unique_constraint("uq_watch_network_name", ["network", "name"])


def _make_watch_cursor() -> None:
    op.create_table(
        "watch_cursor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("watch_id", sa.Integer(), nullable=False),
        sa.Column("query_hash", sa.String(length=64), nullable=False),
        sa.Column("floor_id", sa.String(length=20), nullable=True),
        sa.Column("drain_high_id", sa.String(length=20), nullable=True),
        sa.Column("drain_token", sa.String(length=500), nullable=True),
        sa.Column("drain_oldest_id", sa.String(length=20), nullable=True),
        sa.Column("drain_started_at", INSTANT, nullable=True),
        sa.Column("drain_from_at", INSTANT, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("lease_owner", sa.String(length=120), nullable=True),
        sa.Column("lease_until", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["watch_id"], ["watch.id"], name="fk_watch_cursor_watch_id_watch", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_watch_cursor"),
        sa.UniqueConstraint("watch_id", "query_hash", name="uq_watch_cursor_watch_id_query_hash"),
    )
