"""When posts were last checked and edited, and which ones were wiped and may never come back."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"

INSTANT = sa.DateTime(timezone=True)
MOMENTS = {"mention": ("checked_at", "edited_at"), "source": ("checked_at", "check_failed_at")}


def upgrade() -> None:
    """Begin to check: nothing was checked or wiped so far, and no money was spent on it."""
    op.create_table(
        "tombstone",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("post_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_tombstone"),
        sa.UniqueConstraint("post_hash", name="uq_tombstone_post_hash"),
    )
    for table, names in MOMENTS.items():
        with op.batch_alter_table(table) as batch:
            for name in names:
                batch.add_column(sa.Column(name, INSTANT, nullable=True))
    with op.batch_alter_table("source") as source:
        source.add_column(sa.Column("check_failure", sa.String(length=300), nullable=True))
    with op.batch_alter_table("read_spend") as spend:
        spend.add_column(sa.Column("is_check", sa.Boolean(), nullable=True))
    op.execute("UPDATE read_spend SET is_check = false")
    with op.batch_alter_table("read_spend") as spend:
        spend.alter_column("is_check", existing_type=sa.Boolean(), nullable=False)


def downgrade() -> None:
    """Forget what was checked; the tombstones go too."""
    with op.batch_alter_table("read_spend") as spend:
        spend.drop_column("is_check")
    for table, names in MOMENTS.items():
        with op.batch_alter_table(table) as batch:
            for name in names:
                batch.drop_column(name)
    with op.batch_alter_table("source") as source:
        source.drop_column("check_failure")
    op.drop_table("tombstone")
