"""Judging: rubric, assignments, scorecards, results, awards."""

import sqlalchemy as sa
from alembic import op

from app.judging.triggers import APPEND_ONLY, GUARDS, functions_of, statements_for

revision = "0005"
down_revision = "0004"

TABLES = (
    "rubric",
    "block",
    "criterion",
    "result",
    "assignment",
    "award",
    "level",
    "recusal",
    "scorecard",
    "sign_off",
    "mark",
    "remark",
    "scorecard_version",
)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "rubric",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("profile", _words("profile", "story", "full"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("version >= 1", name="version"),
        sa.PrimaryKeyConstraint("id", name="pk_rubric"),
        sa.UniqueConstraint("profile", "version", name="uq_rubric_profile_version"),
    )
    op.create_table(
        "block",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rubric_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["rubric_id"], ["rubric.id"], name="fk_block_rubric_id_rubric"),
        sa.PrimaryKeyConstraint("id", name="pk_block"),
        sa.UniqueConstraint("rubric_id", "code", name="uq_block_rubric_id_code"),
    )
    op.create_table(
        "criterion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rubric_id", sa.Integer(), nullable=False),
        sa.Column("block_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("asks", sa.Text(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("sources", sa.JSON(), nullable=False),
        sa.CheckConstraint("weight BETWEEN 1 AND 100", name="weight"),
        sa.ForeignKeyConstraint(["block_id"], ["block.id"], name="fk_criterion_block_id_block"),
        sa.ForeignKeyConstraint(["rubric_id"], ["rubric.id"], name="fk_criterion_rubric_id_rubric"),
        sa.PrimaryKeyConstraint("id", name="pk_criterion"),
        sa.UniqueConstraint("rubric_id", "code", name="uq_criterion_rubric_id_code"),
    )
    op.create_index("ix_criterion_block_id", "criterion", ["block_id"], unique=False)
    op.create_table(
        "result",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("category_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("computed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["category_id"], ["category.id"], name="fk_result_category_id_category"),
        sa.PrimaryKeyConstraint("id", name="pk_result"),
        sa.UniqueConstraint("category_id", "sha256", name="uq_result_category_id_sha256"),
    )
    op.create_table(
        "assignment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=10), nullable=False),
        sa.Column("judge_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("rubric_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            _words("assignmentstate", "asked", "acknowledged", "started", "submitted", "recused", "released"),
            nullable=False,
        ),
        sa.Column("assigned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("round >= 1", name="round"),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name="fk_assignment_entry_id_entry"),
        sa.ForeignKeyConstraint(["judge_id"], ["user.id"], name="fk_assignment_judge_id_user"),
        sa.ForeignKeyConstraint(["rubric_id"], ["rubric.id"], name="fk_assignment_rubric_id_rubric"),
        sa.PrimaryKeyConstraint("id", name="pk_assignment"),
        sa.UniqueConstraint("judge_id", "entry_id", "round", name="uq_assignment_judge_id_entry_id_round"),
        sa.UniqueConstraint("public_id", name="uq_assignment_public_id"),
    )
    op.create_index("ix_assignment_entry_id", "assignment", ["entry_id"], unique=False)
    op.create_index("ix_assignment_rubric_id", "assignment", ["rubric_id"], unique=False)
    op.create_table(
        "award",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=10), nullable=False),
        sa.Column("category_id", sa.Integer(), nullable=False),
        sa.Column("result_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=True),
        sa.Column("outcome", _words("outcome", "award", "shared", "no_award"), nullable=False),
        sa.Column("state", _words("awardstate", "proposed", "signed", "published", "revoked"), nullable=False),
        sa.Column("citation", sa.Text(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(outcome = 'no_award') = (entry_id IS NULL)", name="entry"),
        sa.CheckConstraint("(published_at IS NULL) = (state IN ('proposed', 'signed'))", name="published"),
        sa.ForeignKeyConstraint(["category_id"], ["category.id"], name="fk_award_category_id_category"),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name="fk_award_entry_id_entry"),
        sa.ForeignKeyConstraint(["result_id"], ["result.id"], name="fk_award_result_id_result"),
        sa.PrimaryKeyConstraint("id", name="pk_award"),
        sa.UniqueConstraint("public_id", name="uq_award_public_id"),
    )
    op.create_index("ix_award_category_id", "award", ["category_id"], unique=False)
    op.create_index("ix_award_result_id", "award", ["result_id"], unique=False)
    op.create_index(
        "uq_award_entry_id",
        "award",
        ["entry_id"],
        unique=True,
        sqlite_where=sa.text("state <> 'revoked'"),
        postgresql_where=sa.text("state <> 'revoked'"),
    )
    op.create_index(
        "uq_award_no_award",
        "award",
        ["category_id"],
        unique=True,
        sqlite_where=sa.text("entry_id IS NULL AND state <> 'revoked'"),
        postgresql_where=sa.text("entry_id IS NULL AND state <> 'revoked'"),
    )
    op.create_table(
        "level",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("criterion_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=20), nullable=False),
        sa.Column("meaning", sa.Text(), nullable=False),
        sa.CheckConstraint("number BETWEEN 1 AND 5", name="number"),
        sa.ForeignKeyConstraint(["criterion_id"], ["criterion.id"], name="fk_level_criterion_id_criterion"),
        sa.PrimaryKeyConstraint("id", name="pk_level"),
        sa.UniqueConstraint("criterion_id", "number", name="uq_level_criterion_id_number"),
    )
    op.create_table(
        "recusal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("judge_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("reason", _words("recusalreason", "work", "person", "rival", "customer", "other"), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("recused_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name="fk_recusal_entry_id_entry"),
        sa.ForeignKeyConstraint(["judge_id"], ["user.id"], name="fk_recusal_judge_id_user"),
        sa.PrimaryKeyConstraint("id", name="pk_recusal"),
        sa.UniqueConstraint("judge_id", "entry_id", name="uq_recusal_judge_id_entry_id"),
    )
    op.create_index("ix_recusal_entry_id", "recusal", ["entry_id"], unique=False)
    op.create_table(
        "scorecard",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("judge_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("state", _words("scorecardstate", "draft", "submitted", "locked"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("version >= 1", name="version"),
        sa.ForeignKeyConstraint(
            ["judge_id", "entry_id", "round"],
            ["assignment.judge_id", "assignment.entry_id", "assignment.round"],
            name="fk_scorecard_judge_id_entry_id_round_assignment",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_scorecard"),
        sa.UniqueConstraint("judge_id", "entry_id", "round", name="uq_scorecard_judge_id_entry_id_round"),
    )
    op.create_index("ix_scorecard_entry_id", "scorecard", ["entry_id"], unique=False)
    op.create_table(
        "sign_off",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("award_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("is_alone", sa.Boolean(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["award_id"], ["award.id"], name="fk_sign_off_award_id_award", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_sign_off_user_id_user"),
        sa.PrimaryKeyConstraint("id", name="pk_sign_off"),
        sa.UniqueConstraint("award_id", "user_id", name="uq_sign_off_award_id_user_id"),
    )
    op.create_index("ix_sign_off_user_id", "sign_off", ["user_id"], unique=False)
    op.create_table(
        "mark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("scorecard_id", sa.Integer(), nullable=False),
        sa.Column("criterion_id", sa.Integer(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.CheckConstraint("level BETWEEN 1 AND 5", name="level"),
        sa.ForeignKeyConstraint(["criterion_id"], ["criterion.id"], name="fk_mark_criterion_id_criterion"),
        sa.ForeignKeyConstraint(
            ["scorecard_id"], ["scorecard.id"], name="fk_mark_scorecard_id_scorecard", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_mark"),
        sa.UniqueConstraint("scorecard_id", "criterion_id", name="uq_mark_scorecard_id_criterion_id"),
    )
    op.create_index("ix_mark_criterion_id", "mark", ["criterion_id"], unique=False)
    op.create_table(
        "remark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("scorecard_id", sa.Integer(), nullable=False),
        sa.Column("criterion_id", sa.Integer(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("feedback", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["criterion_id"], ["criterion.id"], name="fk_remark_criterion_id_criterion"),
        sa.ForeignKeyConstraint(
            ["scorecard_id"], ["scorecard.id"], name="fk_remark_scorecard_id_scorecard", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_remark"),
        sa.UniqueConstraint("scorecard_id", "criterion_id", name="uq_remark_scorecard_id_criterion_id"),
    )
    op.create_index("ix_remark_criterion_id", "remark", ["criterion_id"], unique=False)
    op.create_table(
        "scorecard_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("scorecard_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("rubric_id", sa.Integer(), nullable=False),
        sa.Column("levels", sa.JSON(), nullable=False),
        sa.Column("remarks", sa.JSON(), nullable=False),
        sa.Column("weighted_total", sa.String(length=8), nullable=False),
        sa.Column("story_revisions", sa.JSON(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["rubric_id"], ["rubric.id"], name="fk_scorecard_version_rubric_id_rubric"),
        sa.ForeignKeyConstraint(["scorecard_id"], ["scorecard.id"], name="fk_scorecard_version_scorecard_id_scorecard"),
        sa.PrimaryKeyConstraint("id", name="pk_scorecard_version"),
        sa.UniqueConstraint("scorecard_id", "number", name="uq_scorecard_version_scorecard_id_number"),
    )
    op.create_index("ix_scorecard_version_rubric_id", "scorecard_version", ["rubric_id"], unique=False)

    for table in (*GUARDS, *APPEND_ONLY):
        for statement in statements_for(table):
            if op.get_bind().dialect.name == statement.dialect:
                op.execute(statement.sql)


def _words(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=20)


def downgrade() -> None:
    """Drop the tables again."""
    for table in reversed(TABLES):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        for table in (*GUARDS, *APPEND_ONLY):
            for function in functions_of(table):
                op.execute(f"DROP FUNCTION {function}()")
