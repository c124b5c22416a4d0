"""A result may be computed again: its instant moves, its document never."""

from alembic import op

from app.audit.triggers import Statement, append_only
from app.judging.triggers import statements_for

revision = "0049"
down_revision = "0048"


def upgrade() -> None:
    """Let the instant of computing move."""
    _run(statements_for("result"))


def downgrade() -> None:
    """Let nothing move."""
    _run(append_only("result"))


def _run(statements: list[Statement]) -> None:
    for statement in statements:
        if op.get_bind().dialect.name == statement.dialect:
            op.execute(statement.sql)
