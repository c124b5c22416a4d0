"""Seasons that are being thought of."""

import sqlalchemy as sa
from alembic import op

revision = "0048"
down_revision = "0047"


def upgrade() -> None:
    """Keep what was answered so far of a season to come."""
    op.create_table(
        "season_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(10), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("begun_by_id", sa.Integer(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["begun_by_id"], ["user.id"], name="fk_season_draft_begun_by_id_user"),
        sa.PrimaryKeyConstraint("id", name="pk_season_draft"),
        sa.UniqueConstraint("public_id", name="uq_season_draft_public_id"),
    )
    op.create_index("ix_season_draft_begun_by_id", "season_draft", ["begun_by_id"])


def downgrade() -> None:
    """Forget them."""
    op.drop_table("season_draft")
