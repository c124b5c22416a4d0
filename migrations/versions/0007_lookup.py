"""Look companies up by what people type."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

EXACT = sa.String(length=260).with_variant(sa.String(length=260, collation="C"), "postgresql")


def upgrade() -> None:
    """Note the handles of a company, what it can be found by, and what a misspelling shares with that."""
    op.add_column("company", sa.Column("bluesky_handle", sa.String(length=253), nullable=True))
    op.add_column("company", sa.Column("mastodon_handle", sa.String(length=320), nullable=True))
    op.add_column("company", sa.Column("names_noted", sa.SmallInteger(), nullable=False, server_default="0"))
    op.create_index("ix_company_bluesky_handle", "company", ["bluesky_handle"], unique=False)
    op.create_index("ix_company_mastodon_handle", "company", ["mastodon_handle"], unique=False)
    op.create_table(
        "company_spelling",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column("exact", EXACT, nullable=False),
        sa.Column("words", sa.String(length=400), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], name="fk_company_spelling_company_id_company", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_company_spelling"),
        sa.UniqueConstraint("company_id", "exact", name="uq_company_spelling_company_id_exact"),
    )
    op.create_index("ix_company_spelling_exact", "company_spelling", ["exact"], unique=False)
    op.create_table(
        "spelling_key",
        sa.Column("key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("spelling_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("key", "spelling_id", name="pk_spelling_key"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Forget them again."""
    op.drop_table("spelling_key")
    op.drop_table("company_spelling")
    op.drop_index("ix_company_mastodon_handle", "company")
    op.drop_index("ix_company_bluesky_handle", "company")
    for name in ("names_noted", "mastodon_handle", "bluesky_handle"):
        op.drop_column("company", name)
