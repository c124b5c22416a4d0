"""Everybody who had a nomination in hand, not only the last one."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

VERBS = (
    "nomination accepted",
    "nomination not accepted",
    "nomination entered",
    "nomination held",
    "nomination moved",
    "nominator asked",
    "decision undone",
    "passage hidden",
    "passage shown again",
)
KNOWN = (
    ("nomination", "id", "moderated_by_id"),
    ("mask", "nomination_id", "made_by_id"),
    ("mask", "nomination_id", "lifted_by_id"),
    ("nomination_question", "nomination_id", "asked_by_id"),
    ("nomination_revision", "nomination_id", "entered_by_id"),
)


def upgrade() -> None:
    """Make the table, and gather from the rows and the log who acted until now."""
    op.create_table(
        "moderation",
        sa.Column("nomination_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["nomination_id"], ["nomination.id"], name="fk_moderation_nomination_id_nomination"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_moderation_user_id_user"),
        sa.PrimaryKeyConstraint("nomination_id", "user_id", name="pk_moderation"),
    )
    known = [f"SELECT {own}, {by} FROM {table} WHERE {by} IS NOT NULL" for table, own, by in KNOWN]
    op.execute(sa.text(f"INSERT INTO moderation (nomination_id, user_id) {' UNION '.join([*known, _logged()])}"))


def _logged() -> str:
    verbs = ", ".join(f"'{verb}'" for verb in VERBS)
    return (
        'SELECT nomination.id, "user".id FROM audit_line'
        " JOIN nomination ON audit_line.about = 'nomination:' || nomination.reference"
        ' JOIN "user" ON audit_line.actor = \'user:\' || "user".public_id'
        f" WHERE audit_line.verb IN ({verbs})"
    )


def downgrade() -> None:
    """Know only the last one again."""
    op.drop_table("moderation")
