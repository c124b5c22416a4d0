"""The hour at which a curator wants the best open posts by letter."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    """Keep one wish a curator; nobody has one yet."""
    op.create_table(
        "digest",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("public_id", sa.String(10), nullable=False, unique=True),
        sa.Column("user_id", sa.Integer(), sa.ForeignKey("user.id", ondelete="CASCADE"), nullable=False, unique=True),
        sa.Column("hour", sa.Integer(), nullable=False),
        sa.Column("zone", sa.String(60), nullable=False),
        sa.Column("weekdays", sa.JSON(), nullable=False),
        sa.Column("networks", sa.JSON(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_on", sa.Date(), nullable=True),
        sa.CheckConstraint("hour >= 0 AND hour <= 23", name="hour_of_a_day"),
    )
    is_on = sa.text("next_at IS NOT NULL")
    op.create_index("ix_digest_due", "digest", ["next_at"], sqlite_where=is_on, postgresql_where=is_on)


def downgrade() -> None:
    """Forget the wishes."""
    op.drop_index("ix_digest_due", "digest")
    op.drop_table("digest")
