"""Nominations, their revisions and entries."""

import sqlalchemy as sa
from alembic import op

from app.audit.triggers import append_only

PARTIAL = (
    ("queue", ["state", "confirmed_at", "id"], "confirmed_at IS NOT NULL"),
    ("company_stories", ["company_id", "id"], "entry_id IS NOT NULL"),
    ("entry_id", ["entry_id"], "entry_id IS NOT NULL"),
    ("outreach_code", ["outreach_code"], "outreach_code IS NOT NULL"),
)
EMPTIED = (
    "OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL AND NEW.id = OLD.id AND NEW.number = OLD.number"
    " AND NEW.nomination_id = OLD.nomination_id AND NEW.created_at = OLD.created_at"
)

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=10), nullable=False),
        sa.Column("season_id", sa.Integer(), nullable=False),
        sa.Column("category_id", sa.Integer(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column("nominee_key", sa.String(length=60), nullable=False),
        sa.Column("nominee", sa.String(length=120), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["category_id"], ["category.id"], name="fk_entry_category_id_category"),
        sa.ForeignKeyConstraint(["company_id"], ["company.id"], name="fk_entry_company_id_company"),
        sa.ForeignKeyConstraint(["season_id"], ["season.id"], name="fk_entry_season_id_season"),
        sa.PrimaryKeyConstraint("id", name="pk_entry"),
        sa.UniqueConstraint("public_id", name="uq_entry_public_id"),
        sa.UniqueConstraint(
            "season_id",
            "category_id",
            "company_id",
            "nominee_key",
            name="uq_entry_season_id_category_id_company_id_nominee_key",
        ),
    )
    op.create_index("ix_entry_category_id", "entry", ["category_id"], unique=False)
    op.create_index("ix_entry_company_id", "entry", ["company_id"], unique=False)
    op.create_table(
        "nomination",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=10), nullable=False),
        sa.Column("story_id", sa.String(length=10), nullable=False),
        sa.Column("submission_key", sa.String(length=64), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "unconfirmed",
                "submitted",
                "held",
                "asked",
                "accepted",
                "rejected",
                "expired",
                "replaced",
                "withdrawn",
                "erased",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("season_id", sa.Integer(), nullable=False),
        sa.Column("category_id", sa.Integer(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=True),
        sa.Column("entry_id", sa.Integer(), nullable=True),
        sa.Column("identity", sa.String(length=64), nullable=True),
        sa.Column("outreach_code", sa.String(length=20), nullable=True),
        sa.Column("revision_number", sa.Integer(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column(
            "reason",
            sa.Enum(
                "not_support",
                "no_story",
                "wrong_company",
                "advert",
                "abuse",
                "too_large",
                name="reason",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=True,
        ),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("moderated_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirm_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("state <> 'accepted' OR entry_id IS NOT NULL", name="accepted_has_entry"),
        sa.ForeignKeyConstraint(["category_id"], ["category.id"], name="fk_nomination_category_id_category"),
        sa.ForeignKeyConstraint(["company_id"], ["company.id"], name="fk_nomination_company_id_company"),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name="fk_nomination_entry_id_entry"),
        sa.ForeignKeyConstraint(["moderated_by_id"], ["user.id"], name="fk_nomination_moderated_by_id_user"),
        sa.ForeignKeyConstraint(["season_id"], ["season.id"], name="fk_nomination_season_id_season"),
        sa.PrimaryKeyConstraint("id", name="pk_nomination"),
        sa.UniqueConstraint("reference", name="uq_nomination_reference"),
        sa.UniqueConstraint("story_id", name="uq_nomination_story_id"),
        sa.UniqueConstraint("submission_key", name="uq_nomination_submission_key"),
    )
    op.create_index("ix_nomination_category_id", "nomination", ["category_id"], unique=False)
    op.create_index("ix_nomination_identity", "nomination", ["identity", "season_id"], unique=False)
    for name, columns, condition in PARTIAL:
        where = sa.text(condition)
        op.create_index(f"ix_nomination_{name}", "nomination", columns, sqlite_where=where, postgresql_where=where)
    op.create_table(
        "nomination_revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nomination_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("company_name", sa.String(length=200), nullable=True),
        sa.Column("website", sa.String(length=500), nullable=True),
        sa.Column("nominee", sa.String(length=120), nullable=True),
        sa.Column("story", sa.Text(), nullable=True),
        sa.Column(
            "feeling",
            sa.Enum(
                "satisfied",
                "grateful",
                "confident",
                "relieved",
                "confused",
                "frustrated",
                "angry",
                name="feeling",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=True,
        ),
        sa.Column("qualities", sa.JSON(), nullable=False),
        sa.Column(
            "solved",
            sa.Enum(
                "first_contact",
                "in_the_end",
                "not_yet",
                name="solved",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=True,
        ),
        sa.Column(
            "channel",
            sa.Enum(
                "phone",
                "email",
                "chat",
                "social",
                "in_person",
                "self_service",
                "other",
                name="channel",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=True,
        ),
        sa.Column(
            "relation",
            sa.Enum(
                "customer",
                "employee",
                "partner",
                "other",
                name="relation",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=True,
        ),
        sa.Column("link", sa.String(length=500), nullable=True),
        sa.Column("name", sa.String(length=100), nullable=True),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("show_name", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(erased_at IS NULL) = (story IS NOT NULL) AND (erased_at IS NULL) = (email IS NOT NULL)",
            name="whole_or_erased",
        ),
        sa.ForeignKeyConstraint(
            ["nomination_id"], ["nomination.id"], name="fk_nomination_revision_nomination_id_nomination"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_nomination_revision"),
        sa.UniqueConstraint("nomination_id", "number", name="uq_nomination_revision_nomination_id_number"),
    )

    for statement in append_only("nomination_revision", unless=EMPTIED):
        if op.get_bind().dialect.name == statement.dialect:
            op.execute(statement.sql)


def downgrade() -> None:
    """Drop the tables again."""
    op.drop_table("nomination_revision")
    op.drop_table("nomination")
    op.drop_table("entry")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION nomination_revision_refuse()")
