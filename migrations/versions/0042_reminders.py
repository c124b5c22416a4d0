"""When judges were reminded, and whether a season reminds them by itself."""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables of reminders."""
    op.create_table(
        "judge_reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("season_id", sa.Integer(), nullable=False),
        sa.Column("judge_id", sa.Integer(), nullable=False),
        sa.Column("reminded_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["season_id"], ["season.id"], name="fk_judge_reminder_season_id_season"),
        sa.ForeignKeyConstraint(["judge_id"], ["user.id"], name="fk_judge_reminder_judge_id_user"),
        sa.PrimaryKeyConstraint("id", name="pk_judge_reminder"),
    )
    op.create_index("ix_judge_reminder_last", "judge_reminder", ["season_id", "judge_id", "reminded_at"])
    op.create_index("ix_judge_reminder_judge_id", "judge_reminder", ["judge_id"])
    op.create_table(
        "reminder_switch",
        sa.Column("season_id", sa.Integer(), nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["season_id"], ["season.id"], name="fk_reminder_switch_season_id_season"),
        sa.PrimaryKeyConstraint("season_id", name="pk_reminder_switch"),
    )


def downgrade() -> None:
    """Forget the reminders."""
    op.drop_table("reminder_switch")
    op.drop_table("judge_reminder")
