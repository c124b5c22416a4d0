"""Versions of the yardstick that a category chooses, and calibration on examples; what is installed is published."""

import sqlalchemy as sa
from alembic import op

from app.audit.triggers import append_only
from app.judging.yardsticks.triggers import TABLES, names_for, statements_for

revision = "0040"
down_revision = "0039"

CALIBRATION = ("calibration_answer", "calibration_mark", "calibration_example", "calibration_rule")


def upgrade() -> None:
    """Let each category name its version, and keep examples with their marks and answers."""
    op.add_column("rubric", sa.Column("edition", sa.Integer(), nullable=False, server_default="1"))
    op.create_table(
        "category_rubric",
        sa.Column("category_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("rubric_id", sa.Integer(), nullable=False),
        sa.Column("chosen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["category_id"], ["category.id"], name="fk_category_rubric_category_id_category"),
        sa.ForeignKeyConstraint(["rubric_id"], ["rubric.id"], name="fk_category_rubric_rubric_id_rubric"),
        sa.PrimaryKeyConstraint("category_id", name="pk_category_rubric"),
    )
    op.create_index("ix_category_rubric_rubric_id", "category_rubric", ["rubric_id"])
    op.execute("UPDATE rubric SET frozen_at = CURRENT_TIMESTAMP WHERE frozen_at IS NULL")
    op.execute(
        "INSERT INTO category_rubric (category_id, rubric_id, chosen_at, frozen_at)"
        " SELECT entry.category_id, min(assignment.rubric_id), min(assignment.assigned_at), min(assignment.assigned_at)"
        " FROM assignment JOIN entry ON entry.id = assignment.entry_id GROUP BY entry.category_id"
    )
    make_calibration()
    guard()


def make_calibration() -> None:
    """Make the tables of calibration."""
    op.create_table(
        "calibration_rule",
        sa.Column("season_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("demand", _words("demand", "off", "offered", "required"), nullable=False),
        sa.ForeignKeyConstraint(["season_id"], ["season.id"], name="fk_calibration_rule_season_id_season"),
        sa.PrimaryKeyConstraint("season_id", name="pk_calibration_rule"),
    )
    op.create_table(
        "calibration_example",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=10), nullable=False),
        sa.Column("season_id", sa.Integer(), nullable=False),
        sa.Column("rubric_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=100), nullable=False),
        sa.Column("stories", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_ready", sa.Boolean(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("dropped", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["rubric_id"], ["rubric.id"], name="fk_calibration_example_rubric_id_rubric"),
        sa.ForeignKeyConstraint(["season_id"], ["season.id"], name="fk_calibration_example_season_id_season"),
        sa.PrimaryKeyConstraint("id", name="pk_calibration_example"),
        sa.UniqueConstraint("public_id", name="uq_calibration_example_public_id"),
    )
    op.create_index("ix_calibration_example_rubric_id", "calibration_example", ["rubric_id"])
    op.create_index("ix_calibration_example_season_id", "calibration_example", ["season_id"])
    op.create_table(
        "calibration_mark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("example_id", sa.Integer(), nullable=False),
        sa.Column("criterion_id", sa.Integer(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.CheckConstraint("level BETWEEN 1 AND 5", name="level"),
        sa.ForeignKeyConstraint(["criterion_id"], ["criterion.id"], name="fk_calibration_mark_criterion_id_criterion"),
        sa.ForeignKeyConstraint(
            ["example_id"],
            ["calibration_example.id"],
            name="fk_calibration_mark_example_id_calibration_example",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_calibration_mark"),
        sa.UniqueConstraint("example_id", "criterion_id", name="uq_calibration_mark_example_id_criterion_id"),
    )
    op.create_index("ix_calibration_mark_criterion_id", "calibration_mark", ["criterion_id"])
    op.create_table(
        "calibration_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("judge_id", sa.Integer(), nullable=False),
        sa.Column("example_id", sa.Integer(), nullable=False),
        sa.Column("criterion_id", sa.Integer(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("attempt >= 1", name="attempt"),
        sa.CheckConstraint("level BETWEEN 1 AND 5", name="level"),
        sa.ForeignKeyConstraint(
            ["criterion_id"], ["criterion.id"], name="fk_calibration_answer_criterion_id_criterion"
        ),
        sa.ForeignKeyConstraint(
            ["example_id"], ["calibration_example.id"], name="fk_calibration_answer_example_id_calibration_example"
        ),
        sa.ForeignKeyConstraint(["judge_id"], ["user.id"], name="fk_calibration_answer_judge_id_user"),
        sa.PrimaryKeyConstraint("id", name="pk_calibration_answer"),
        sa.UniqueConstraint(
            "judge_id",
            "example_id",
            "attempt",
            "criterion_id",
            name="uq_calibration_answer_judge_id_example_id_attempt_criterion_id",
        ),
    )
    op.create_index("ix_calibration_answer_criterion_id", "calibration_answer", ["criterion_id"])
    op.create_index("ix_calibration_answer_example_id", "calibration_answer", ["example_id"])


def guard() -> None:
    """Make every guard of the yardstick, and of answers."""
    statements = [statement for table in TABLES for statement in statements_for(table)]
    for statement in (*statements, *append_only("calibration_answer")):
        if statement.dialect == op.get_bind().dialect.name:
            op.execute(statement.sql)


def downgrade() -> None:
    """Let every category be judged by the newest version again."""
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for name in (name for table in TABLES for name in names_for(table)):
        op.execute(f"DROP TRIGGER {name}" if is_sqlite else f"DROP FUNCTION {name} CASCADE")
    for table in (*CALIBRATION, "category_rubric"):
        op.drop_table(table)
    if not is_sqlite:
        op.execute("DROP FUNCTION calibration_answer_refuse CASCADE")
    op.drop_column("rubric", "edition")


def _words(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=20)
