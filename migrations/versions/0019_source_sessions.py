"""Sealed sessions with networks, and which authors ask not to be shown to everybody."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Keep one session a network; nobody has asked so far."""
    op.create_table(
        "source_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("network", sa.String(length=30), nullable=False),
        sa.Column("account", sa.String(length=2300), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("logged_in_at", INSTANT, nullable=True),
        sa.Column("lease_owner", sa.String(length=120), nullable=True),
        sa.Column("lease_until", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_source_session"),
        sa.UniqueConstraint("network", name="uq_source_session_network"),
    )
    with op.batch_alter_table("mention") as mention:
        mention.add_column(sa.Column("is_members_only", sa.Boolean(), nullable=True))
    op.execute("UPDATE mention SET is_members_only = false")
    with op.batch_alter_table("mention") as mention:
        mention.alter_column("is_members_only", existing_type=sa.Boolean(), nullable=False)


def downgrade() -> None:
    """Forget the sessions; the next pass logs in."""
    with op.batch_alter_table("mention") as mention:
        mention.drop_column("is_members_only")
    op.drop_table("source_session")
