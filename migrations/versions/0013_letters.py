"""Letters: joined into one, paced by address and by lane; addresses that want no news."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Add what joins and paces letters, and the refusals."""
    with op.batch_alter_table("letter") as letter:
        letter.add_column(sa.Column("lane", sa.String(length=64), nullable=True))
        letter.add_column(sa.Column("joined_into_id", sa.Integer(), nullable=True))
        letter.create_foreign_key("fk_letter_joined_into_id_letter", "letter", ["joined_into_id"], ["id"])
    is_in_lane = sa.text("lane IS NOT NULL AND sent_at IS NOT NULL")
    op.create_index(
        "ix_letter_lane", "letter", ["lane", "sent_at"], sqlite_where=is_in_lane, postgresql_where=is_in_lane
    )
    is_queued = sa.text("state = 'queued'")
    op.create_index(
        "ix_letter_waiting", "letter", ["recipient", "purpose"], sqlite_where=is_queued, postgresql_where=is_queued
    )
    is_joined = sa.text("joined_into_id IS NOT NULL")
    op.create_index(
        "ix_letter_joined", "letter", ["joined_into_id"], sqlite_where=is_joined, postgresql_where=is_joined
    )
    op.create_table(
        "mail_refusal",
        sa.Column("recipient", sa.String(length=64), nullable=False),
        sa.Column("refused_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("recipient", name="pk_mail_refusal"),
    )


def downgrade() -> None:
    """Take them away again; a joined letter goes out on its own."""
    op.drop_table("mail_refusal")
    for name in ("joined", "waiting", "lane"):
        op.drop_index(f"ix_letter_{name}", "letter")
    with op.batch_alter_table("letter") as letter:
        letter.drop_constraint("fk_letter_joined_into_id_letter", type_="foreignkey")
        letter.drop_column("joined_into_id")
        letter.drop_column("lane")
