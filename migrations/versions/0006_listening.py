"""Listening: watches and where they stand, mentions, claims, outreach, and what reading costs."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("network", sa.String(length=30), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column(
            "failure_kind",
            sa.Enum(
                "retry",
                "auth",
                "billing",
                "bad_query",
                "stale_cursor",
                "stale_page",
                "bug",
                name="failurekind",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=True,
        ),
        sa.Column("failure", sa.String(length=300), nullable=True),
        sa.Column("is_paused", sa.Boolean(), nullable=False),
        sa.Column("retry_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_success_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_source"),
        sa.UniqueConstraint("network", name="uq_source_network"),
    )
    op.create_table(
        "watch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=10), nullable=False),
        sa.Column("network", sa.String(length=30), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("query", sa.String(length=4096), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("every_minutes", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("refused", sa.String(length=300), nullable=True),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["created_by_id"], ["user.id"], name="fk_watch_created_by_id_user"),
        sa.PrimaryKeyConstraint("id", name="pk_watch"),
        sa.UniqueConstraint("network", "name", name="uq_watch_network_name"),
        sa.UniqueConstraint("public_id", name="uq_watch_public_id"),
    )
    op.create_table(
        "watch_cursor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("watch_id", sa.Integer(), nullable=False),
        sa.Column("query_hash", sa.String(length=64), nullable=False),
        sa.Column("floor_id", sa.String(length=20), nullable=True),
        sa.Column("drain_high_id", sa.String(length=20), nullable=True),
        sa.Column("drain_token", sa.String(length=500), nullable=True),
        sa.Column("drain_oldest_id", sa.String(length=20), nullable=True),
        sa.Column("drain_started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("drain_from_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("lease_owner", sa.String(length=120), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["watch_id"], ["watch.id"], name="fk_watch_cursor_watch_id_watch", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_watch_cursor"),
        sa.UniqueConstraint("watch_id", "query_hash", name="uq_watch_cursor_watch_id_query_hash"),
    )
    op.create_table(
        "reading_gap",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("watch_id", sa.Integer(), nullable=False),
        sa.Column("from_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("to_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("noticed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["watch_id"], ["watch.id"], name="fk_reading_gap_watch_id_watch", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_reading_gap"),
    )
    op.create_index("ix_reading_gap_watch_id", "reading_gap", ["watch_id"], unique=False)
    op.create_table(
        "read_spend",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("network", sa.String(length=30), nullable=False),
        sa.Column("watch_id", sa.Integer(), nullable=True),
        sa.Column("spent_on", sa.Date(), nullable=False),
        sa.Column("reserved", sa.BigInteger(), nullable=False),
        sa.Column("settled", sa.BigInteger(), nullable=True),
        sa.Column("reserved_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("reserved >= 0 AND (settled IS NULL OR settled >= 0)", name="not_negative"),
        sa.ForeignKeyConstraint(["watch_id"], ["watch.id"], name="fk_read_spend_watch_id_watch", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_read_spend"),
    )
    op.create_index("ix_read_spend_day", "read_spend", ["network", "spent_on"], unique=False)
    op.create_table(
        "mention",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=10), nullable=False),
        sa.Column("network", sa.String(length=30), nullable=False),
        sa.Column("post_id", sa.String(length=200), nullable=False),
        sa.Column("version_id", sa.String(length=200), nullable=False),
        sa.Column("url", sa.String(length=2000), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("lang", sa.String(length=20), nullable=False),
        sa.Column("posted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("author_id", sa.String(length=200), nullable=False),
        sa.Column("author_handle", sa.String(length=200), nullable=False),
        sa.Column("author_name", sa.String(length=200), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "new",
                "claimed",
                "snoozed",
                "sent",
                "nominated",
                "dismissed",
                "gone",
                name="mentionstate",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column(
            "dismissed_reason",
            sa.Enum(
                "not_support",
                "not_praise",
                "sarcasm",
                "advert",
                "own_staff",
                "no_company",
                "other",
                name="dismissreason",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=True,
        ),
        sa.Column("dismissed_by_id", sa.Integer(), nullable=True),
        sa.Column("dismissed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("watch_id", sa.Integer(), nullable=True),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("charged_on", sa.Date(), nullable=True),
        sa.CheckConstraint("(state = 'dismissed') = (dismissed_reason IS NOT NULL)", name="dismissed_has_reason"),
        sa.CheckConstraint("score >= 0 AND score <= 1", name="score_in_range"),
        sa.ForeignKeyConstraint(["dismissed_by_id"], ["user.id"], name="fk_mention_dismissed_by_id_user"),
        sa.ForeignKeyConstraint(["watch_id"], ["watch.id"], name="fk_mention_watch_id_watch", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_mention"),
        sa.UniqueConstraint("network", "post_id", name="uq_mention_network_post_id"),
        sa.UniqueConstraint("public_id", name="uq_mention_public_id"),
    )
    op.create_index("ix_mention_author", "mention", ["network", "author_id"], unique=False)
    op.create_index("ix_mention_queue", "mention", ["state", "score", "id"], unique=False)
    op.create_index("ix_mention_watch_id", "mention", ["watch_id"], unique=False)
    op.create_table(
        "claim",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mention_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["mention_id"], ["mention.id"], name="fk_claim_mention_id_mention", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_claim_user_id_user"),
        sa.PrimaryKeyConstraint("id", name="pk_claim"),
    )
    op.create_index("ix_claim_mention_id", "claim", ["mention_id"], unique=False)
    op.create_index("ix_claim_user_id", "claim", ["user_id"], unique=False)
    op.create_index(
        "uq_claim_open",
        "claim",
        ["mention_id"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "outreach",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("mention_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "opened",
                "sent",
                "visited",
                "nominated",
                "abandoned",
                name="outreachstate",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("template", sa.String(length=30), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reply_url", sa.String(length=2000), nullable=True),
        sa.Column("drafted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("first_visited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_visited_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["mention_id"], ["mention.id"], name="fk_outreach_mention_id_mention", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_outreach_user_id_user"),
        sa.PrimaryKeyConstraint("id", name="pk_outreach"),
        sa.UniqueConstraint("code", name="uq_outreach_code"),
    )
    op.create_index("ix_outreach_sender", "outreach", ["user_id", "state", "id"], unique=False)
    op.create_index(
        "uq_outreach_live",
        "outreach",
        ["mention_id"],
        unique=True,
        sqlite_where=sa.text("state <> 'abandoned'"),
        postgresql_where=sa.text("state <> 'abandoned'"),
    )
    op.create_table(
        "quarantine",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("network", sa.String(length=30), nullable=True),
        sa.Column("post_id", sa.String(length=200), nullable=True),
        sa.Column("line_number", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("watch_id", sa.Integer(), nullable=True),
        sa.Column("noticed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["watch_id"], ["watch.id"], name="fk_quarantine_watch_id_watch", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_quarantine"),
        sa.UniqueConstraint("fingerprint", name="uq_quarantine_fingerprint"),
    )
    # ### end Alembic commands ###


def downgrade() -> None:
    """Drop the tables again."""
    op.drop_table("quarantine")
    op.drop_table("outreach")
    op.drop_table("claim")
    op.drop_table("mention")
    op.drop_table("read_spend")
    op.drop_table("reading_gap")
    op.drop_table("watch_cursor")
    op.drop_table("watch")
    op.drop_table("source")
