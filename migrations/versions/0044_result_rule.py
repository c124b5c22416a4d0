"""What the result of a category goes by, fixed before judging opens."""

import sqlalchemy as sa
from alembic import op

from app.judging.deciding.triggers import GUARDS
from app.judging.yardsticks.triggers import names_for, statements_for

revision = "0044"
down_revision = "0043"

TABLE = "result_rule"


def upgrade() -> None:
    """Let organisers choose the official figure and the lines of a category."""
    op.create_table(
        TABLE,
        sa.Column("category_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("official", sa.String(20), nullable=False),
        sa.Column("shortlist_line", sa.Integer(), nullable=False),
        sa.Column("award_line", sa.Integer(), nullable=False),
        sa.Column("chosen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["category_id"], ["category.id"], name="fk_result_rule_category_id_category"),
        sa.PrimaryKeyConstraint("category_id", name="pk_result_rule"),
        sa.CheckConstraint("official IN ('raw', 'adjusted')", name="figure"),
        sa.CheckConstraint("0 <= shortlist_line AND shortlist_line <= award_line AND award_line <= 100", name="lines"),
    )
    for statement in statements_for(TABLE, GUARDS):
        if statement.dialect == op.get_bind().dialect.name:
            op.execute(statement.sql)


def downgrade() -> None:
    """Let the usual rule hold everywhere."""
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for name in names_for(TABLE, GUARDS):
        op.execute(f"DROP TRIGGER {name}" if is_sqlite else f"DROP FUNCTION {name} CASCADE")
    op.drop_table(TABLE)
