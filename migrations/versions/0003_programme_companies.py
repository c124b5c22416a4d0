"""Programme and companies: seasons, categories, the site, the register."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "season",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("zone", sa.String(length=60), nullable=False),
        sa.Column("nominations_open_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("nominations_close_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("judging_opens_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("judging_closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("announced_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "nominations_open_at < nominations_close_at AND nominations_close_at <= judging_opens_at"
            " AND judging_opens_at < judging_closes_at AND judging_closes_at <= announced_at",
            name="dates_in_order",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_season"),
        sa.UniqueConstraint("slug", name="uq_season_slug"),
    )
    op.create_index(
        "uq_season_current",
        "season",
        ["is_current"],
        unique=True,
        sqlite_where=sa.text("is_current"),
        postgresql_where=sa.text("is_current"),
    )
    op.create_table(
        "category",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("season_id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column(
            "recognises",
            sa.Enum(
                "company", "team", "person", name="recognises", native_enum=False, create_constraint=True, length=20
            ),
            nullable=False,
        ),
        sa.Column("small_companies_only", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["season_id"], ["season.id"], name="fk_category_season_id_season"),
        sa.PrimaryKeyConstraint("id", name="pk_category"),
        sa.UniqueConstraint("season_id", "slug", name="uq_category_season_id_slug"),
    )
    op.create_table(
        "site",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("legal_name", sa.String(length=200), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("contact", sa.String(length=254), nullable=False),
        sa.Column("reply_to", sa.String(length=254), nullable=False),
        sa.CheckConstraint("id = 1", name="one_row"),
        sa.PrimaryKeyConstraint("id", name="pk_site"),
    )
    op.create_table(
        "company",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("name_key", sa.String(length=200), nullable=False),
        sa.Column("website", sa.String(length=500), nullable=True),
        sa.Column("domain", sa.String(length=253), nullable=True),
        sa.Column("x_handle", sa.String(length=50), nullable=True),
        sa.Column(
            "staff",
            sa.Enum(
                "unknown", "up_to_50", "over_50", name="staff", native_enum=False, create_constraint=True, length=20
            ),
            nullable=False,
        ),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("merged_into_id <> id", name="not_merged_into_itself"),
        sa.ForeignKeyConstraint(["merged_into_id"], ["company.id"], name="fk_company_merged_into_id_company"),
        sa.PrimaryKeyConstraint("id", name="pk_company"),
        sa.UniqueConstraint("name_key", name="uq_company_name_key"),
        sa.UniqueConstraint("slug", name="uq_company_slug"),
    )
    op.create_index("ix_company_domain", "company", ["domain"], unique=False)
    op.create_index("ix_company_merged_into_id", "company", ["merged_into_id"], unique=False)
    op.create_index("ix_company_x_handle", "company", ["x_handle"], unique=False)
    op.create_table(
        "company_alias",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("name_key", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], name="fk_company_alias_company_id_company", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_company_alias"),
        sa.UniqueConstraint("name_key", name="uq_company_alias_name_key"),
    )
    op.create_index("ix_company_alias_company_id", "company_alias", ["company_id"], unique=False)


def downgrade() -> None:
    """Drop the tables again."""
    op.drop_table("company_alias")
    op.drop_table("company")
    op.drop_table("site")
    op.drop_table("category")
    op.drop_table("season")
