"""Letters: every sending counts in the pace, also that of a letter queued again."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

IN_LANE = sa.text("lane IS NOT NULL")
OLD = {
    "pace": ("recipient", "sent_at IS NOT NULL"),
    "lane": ("lane", "lane IS NOT NULL AND sent_at IS NOT NULL"),
}


def upgrade() -> None:
    """Add the sendings, and take over those that letters show."""
    op.create_table(
        "letter_sending",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(length=60), nullable=False),
        sa.Column("recipient", sa.String(length=64), nullable=False),
        sa.Column("lane", sa.String(length=64), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["letter.id"], name="fk_letter_sending_letter_id_letter", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_letter_sending"),
    )
    op.create_index("ix_letter_sending_letter_id", "letter_sending", ["letter_id"])
    op.create_index("ix_letter_sending_recipient", "letter_sending", ["recipient", "purpose", "sent_at"])
    op.create_index(
        "ix_letter_sending_lane", "letter_sending", ["lane", "sent_at"], sqlite_where=IN_LANE, postgresql_where=IN_LANE
    )
    op.create_index("ix_letter_sending_sent_at", "letter_sending", ["sent_at"])
    op.execute(
        "INSERT INTO letter_sending (letter_id, purpose, recipient, lane, sent_at)"
        " SELECT id, purpose, recipient, lane, sent_at FROM letter"
        " WHERE sent_at IS NOT NULL AND joined_into_id IS NULL AND recipient != message_id"
    )
    for name in OLD:
        op.drop_index(f"ix_letter_{name}", "letter")


def downgrade() -> None:
    """Count letters by their last sending again."""
    for name, (column, condition) in OLD.items():
        where = sa.text(condition)
        op.create_index(f"ix_letter_{name}", "letter", [column, "sent_at"], sqlite_where=where, postgresql_where=where)
    op.drop_table("letter_sending")
