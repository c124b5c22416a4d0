"""What judges say about themselves, what they were invited with, and the code of conduct they accepted."""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"


def upgrade() -> None:
    """Make room for one profile a judge and one an invitation."""
    op.create_table(
        "judge_profile",
        sa.Column("user_id", sa.Integer(), nullable=False),
        *words(),
        sa.Column("is_shown", sa.Boolean(), nullable=False),
        sa.Column("code_version", sa.Integer(), nullable=True),
        sa.Column("code_accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("user_id", name="pk_judge_profile"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_judge_profile_user_id_user", ondelete="CASCADE"),
        sa.CheckConstraint("(code_version IS NULL) = (code_accepted_at IS NULL)", name="code"),
    )
    op.create_table(
        "invited_judge",
        sa.Column("invitation_id", sa.Integer(), nullable=False),
        *words(),
        sa.Column("entries", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("invitation_id", name="pk_invited_judge"),
        sa.ForeignKeyConstraint(
            ["invitation_id"], ["invitation.id"], name="fk_invited_judge_invitation_id_invitation", ondelete="CASCADE"
        ),
        sa.CheckConstraint("entries >= 1", name="entries"),
    )


def words() -> list[sa.Column]:
    """Make the columns that hold what is said about a judge."""
    return [
        sa.Column("affiliation", sa.String(120), nullable=False),
        sa.Column("bio", sa.String(600), nullable=False),
        sa.Column("link", sa.String(300), nullable=False),
    ]


def downgrade() -> None:
    """Forget who the judges are."""
    op.drop_table("invited_judge")
    op.drop_table("judge_profile")
