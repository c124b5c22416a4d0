"""What public pages read at any size."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

IS_PUBLIC = sa.text("state = 'accepted' AND NOT is_off_site")
INDEXES = {"public": ["id"], "public_company": ["company_id", "id"], "public_category": ["category_id", "id"]}


def upgrade() -> None:
    """Index the stories the public reads: all, a company's, a category's."""
    for name, columns in INDEXES.items():
        op.create_index(
            f"ix_nomination_{name}", "nomination", columns, sqlite_where=IS_PUBLIC, postgresql_where=IS_PUBLIC
        )


def downgrade() -> None:
    """Index them no longer."""
    for name in INDEXES:
        op.drop_index(f"ix_nomination_{name}", "nomination")
