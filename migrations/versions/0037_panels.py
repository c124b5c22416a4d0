"""The panel of a category: how many judges an entry, who sits on it, and the most entries for each."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"


def upgrade() -> None:
    """Keep the rule of a panel and its members."""
    op.create_table(
        "panel_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("category_id", sa.Integer(), nullable=False),
        sa.Column("judges_an_entry", sa.Integer(), nullable=False),
        sa.Column("cap", sa.Integer(), nullable=True),
        sa.CheckConstraint("judges_an_entry BETWEEN 1 AND 9", name="judges_an_entry"),
        sa.CheckConstraint("cap >= 1", name="cap"),
        sa.ForeignKeyConstraint(["category_id"], ["category.id"], name="fk_panel_rule_category_id_category"),
        sa.PrimaryKeyConstraint("id", name="pk_panel_rule"),
        sa.UniqueConstraint("category_id", name="uq_panel_rule_category_id"),
    )
    op.create_table(
        "panel_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("category_id", sa.Integer(), nullable=False),
        sa.Column("judge_id", sa.Integer(), nullable=False),
        sa.Column("cap", sa.Integer(), nullable=True),
        sa.CheckConstraint("cap >= 1", name="cap"),
        sa.ForeignKeyConstraint(["category_id"], ["category.id"], name="fk_panel_member_category_id_category"),
        sa.ForeignKeyConstraint(["judge_id"], ["user.id"], name="fk_panel_member_judge_id_user"),
        sa.PrimaryKeyConstraint("id", name="pk_panel_member"),
        sa.UniqueConstraint("category_id", "judge_id", name="uq_panel_member_category_id_judge_id"),
    )
    op.create_index("ix_panel_member_judge_id", "panel_member", ["judge_id"])


def downgrade() -> None:
    """Forget the panels."""
    op.drop_table("panel_member")
    op.drop_table("panel_rule")
