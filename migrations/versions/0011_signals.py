"""Signals of abuse: what was noticed, and fingerprints of stories."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

HAS_ORIGIN = sa.text("origin IS NOT NULL")
IS_UNPROVEN = sa.text("NOT is_proven")


def upgrade() -> None:
    """Make the columns and the table."""
    op.add_column("nomination", sa.Column("signals", sa.JSON(), server_default="[]", nullable=False))
    op.add_column("nomination", sa.Column("origin", sa.String(length=16), nullable=True))
    op.add_column("nomination", sa.Column("is_proven", sa.Boolean(), server_default=sa.true(), nullable=False))
    op.create_index(
        "ix_nomination_origin",
        "nomination",
        ["origin", "created_at"],
        sqlite_where=HAS_ORIGIN,
        postgresql_where=HAS_ORIGIN,
    )
    op.create_index(
        "ix_nomination_unproven", "nomination", ["created_at"], sqlite_where=IS_UNPROVEN, postgresql_where=IS_UNPROVEN
    )
    _make_story_bands()


def downgrade() -> None:
    """Take them away."""
    op.drop_table("story_band")
    for index in ("unproven", "origin"):
        op.drop_index(f"ix_nomination_{index}", "nomination")
    for column in ("is_proven", "origin", "signals"):
        op.drop_column("nomination", column)


def _make_story_bands() -> None:
    op.create_table(
        "story_band",
        sa.Column("nomination_id", sa.Integer(), nullable=False),
        sa.Column("band", sa.Integer(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["nomination_id"], ["nomination.id"], name="fk_story_band_nomination_id_nomination"),
        sa.PrimaryKeyConstraint("nomination_id", "band", name="pk_story_band"),
    )
    op.create_index("ix_story_band_value", "story_band", ["value"])
