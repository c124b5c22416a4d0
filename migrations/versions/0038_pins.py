"""Passages pinned to a criterion, the pins of what was submitted, why a scorecard was taken back, calendar links."""

import sqlalchemy as sa
from alembic import op

from app.judging.triggers import functions_of, statements_for

revision = "0038"
down_revision = "0037"

GUARDED = ("pin", "reopening")


def upgrade() -> None:
    """Add the tables and the column."""
    op.create_table(
        "pin",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=10), nullable=False),
        sa.Column("judge_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("criterion_id", sa.Integer(), nullable=False),
        sa.Column("nomination_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("pinned_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint('start >= 0 AND "end" > start', name="holds_something"),
        sa.ForeignKeyConstraint(
            ["judge_id", "entry_id", "round"],
            ["assignment.judge_id", "assignment.entry_id", "assignment.round"],
            name="fk_pin_judge_id_entry_id_round_assignment",
        ),
        sa.ForeignKeyConstraint(["criterion_id"], ["criterion.id"], name="fk_pin_criterion_id_criterion"),
        sa.ForeignKeyConstraint(["nomination_id"], ["nomination.id"], name="fk_pin_nomination_id_nomination"),
        sa.PrimaryKeyConstraint("id", name="pk_pin"),
        sa.UniqueConstraint("public_id", name="uq_pin_public_id"),
        sa.UniqueConstraint(
            "judge_id",
            "entry_id",
            "round",
            "criterion_id",
            "nomination_id",
            "revision",
            "start",
            "end",
            name="uq_pin_passage",
        ),
    )
    op.create_index("ix_pin_criterion_id", "pin", ["criterion_id"])
    op.create_index("ix_pin_nomination_id", "pin", ["nomination_id"])
    op.create_table(
        "reopening",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("scorecard_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("reopened_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["scorecard_id"], ["scorecard.id"], name="fk_reopening_scorecard_id_scorecard"),
        sa.PrimaryKeyConstraint("id", name="pk_reopening"),
    )
    op.create_index("ix_reopening_scorecard_id", "reopening", ["scorecard_id"])
    op.create_table(
        "calendar_link",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_calendar_link_user_id_user", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id", name="pk_calendar_link"),
    )
    op.add_column("scorecard_version", sa.Column("pins", sa.JSON(), nullable=False, server_default="{}"))
    for table in GUARDED:
        for statement in statements_for(table):
            if op.get_bind().dialect.name == statement.dialect:
                op.execute(statement.sql)


def downgrade() -> None:
    """Take them away again."""
    op.drop_column("scorecard_version", "pins")
    for table in ("calendar_link", "reopening", "pin"):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        for table in GUARDED:
            for function in functions_of(table):
                op.execute(f"DROP FUNCTION {function}()")
