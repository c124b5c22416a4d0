"""Merge companies and entries, and undo it; note which companies a curator has to check."""

import sqlalchemy as sa
from alembic import op

from app.companies.triggers import POSTGRESQL_FUNCTIONS, SQLITE_TRIGGERS, register_guards

UNCHECKED = sa.text("is_unchecked")
STANDING = sa.text("undone_at IS NULL")

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add the columns, the table of merges and what the database refuses."""
    op.add_column("company", sa.Column("is_unchecked", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_index("ix_company_unchecked", "company", ["id"], sqlite_where=UNCHECKED, postgresql_where=UNCHECKED)
    op.create_table(
        "company_merge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=10), nullable=False),
        sa.Column("merged_id", sa.Integer(), nullable=False),
        sa.Column("kept_id", sa.Integer(), nullable=False),
        sa.Column("merged_by_id", sa.Integer(), nullable=False),
        sa.Column("merged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_by_id", sa.Integer(), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("merged_id <> kept_id", name="two_companies"),
        sa.CheckConstraint("(undone_at IS NULL) = (undone_by_id IS NULL)", name="undone_by_somebody"),
        sa.ForeignKeyConstraint(["merged_id"], ["company.id"], name="fk_company_merge_merged_id_company"),
        sa.ForeignKeyConstraint(["kept_id"], ["company.id"], name="fk_company_merge_kept_id_company"),
        sa.ForeignKeyConstraint(["merged_by_id"], ["user.id"], name="fk_company_merge_merged_by_id_user"),
        sa.ForeignKeyConstraint(["undone_by_id"], ["user.id"], name="fk_company_merge_undone_by_id_user"),
        sa.PrimaryKeyConstraint("id", name="pk_company_merge"),
        sa.UniqueConstraint("public_id", name="uq_company_merge_public_id"),
    )
    op.create_index("ix_company_merge_kept_id", "company_merge", ["kept_id"])
    op.create_index(
        "uq_company_merge_standing",
        "company_merge",
        ["merged_id"],
        unique=True,
        sqlite_where=STANDING,
        postgresql_where=STANDING,
    )
    with op.batch_alter_table("entry") as entry:
        entry.add_column(sa.Column("joined_into_id", sa.Integer(), nullable=True))
        entry.create_foreign_key("fk_entry_joined_into_id_entry", "entry", ["joined_into_id"], ["id"])
        entry.create_check_constraint("not_joined_into_itself", "joined_into_id <> id")
        entry.create_index("ix_entry_joined_into_id", ["joined_into_id"])
    for statement in register_guards():
        if op.get_bind().dialect.name == statement.dialect:
            op.execute(statement.sql)


def downgrade() -> None:
    """Forget merges; companies that were merged stay so."""
    if op.get_bind().dialect.name == "postgresql":
        for name in POSTGRESQL_FUNCTIONS:
            op.execute(f"DROP FUNCTION {name}() CASCADE")
    else:
        for name in SQLITE_TRIGGERS:
            op.execute(f"DROP TRIGGER {name}")
    with op.batch_alter_table("entry") as entry:
        entry.drop_index("ix_entry_joined_into_id")
        entry.drop_constraint("not_joined_into_itself", type_="check")
        entry.drop_constraint("fk_entry_joined_into_id_entry", type_="foreignkey")
        entry.drop_column("joined_into_id")
    op.drop_table("company_merge")
    op.drop_index("ix_company_unchecked", "company")
    op.drop_column("company", "is_unchecked")
