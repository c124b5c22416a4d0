"""Gaps in what was read, closed by a curator with a reason."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"

CHECKS = {"closed_by_somebody": "closed_by_id", "closed_for_a_reason": "closed_reason"}


def upgrade() -> None:
    """Leave every gap open."""
    with op.batch_alter_table("reading_gap") as gap:
        gap.add_column(sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True))
        gap.add_column(sa.Column("closed_by_id", sa.Integer(), nullable=True))
        gap.add_column(sa.Column("closed_reason", sa.String(length=300), nullable=True))
        gap.create_foreign_key("fk_reading_gap_closed_by_id_user", "user", ["closed_by_id"], ["id"])
        for name, column in CHECKS.items():
            gap.create_check_constraint(name, f"(closed_at IS NULL) = ({column} IS NULL)")


def downgrade() -> None:
    """Forget which gaps were closed."""
    with op.batch_alter_table("reading_gap") as gap:
        for name in CHECKS:
            gap.drop_constraint(name, type_="check")
        gap.drop_constraint("fk_reading_gap_closed_by_id_user", type_="foreignkey")
        for column in ("closed_reason", "closed_by_id", "closed_at"):
            gap.drop_column(column)
