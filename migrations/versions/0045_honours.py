"""What follows publication: contacts of companies, their own pages, thanks and wishes, and awards taken back."""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"

STAMPS = ("unnamed_at", "letters_refused_at")


def upgrade() -> None:
    """Make room for what companies hear, say and ask once a season is published."""
    for name in STAMPS:
        op.add_column("company", sa.Column(name, sa.DateTime(timezone=True), nullable=True))
    make_contacts()
    make_pages()
    make_thanks()
    make_wishes()
    op.create_table(
        "revocation",
        sa.Column("award_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(500), nullable=False),
        sa.Column("revoked_by_id", sa.Integer(), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("award_id", name="pk_revocation"),
        key("revocation", "award_id", "award"),
        key("revocation", "revoked_by_id", "user"),
    )


def make_contacts() -> None:
    """Make room for whom a letter may go to."""
    op.create_table(
        "company_contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(10), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("role", sa.String(100), nullable=False),
        sa.Column("address", sa.String(254), nullable=False),
        sa.Column("found_at", sa.String(500), nullable=False),
        sa.Column("word", sa.String(500), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("struck_by_id", sa.Integer(), nullable=True),
        sa.Column("struck_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_company_contact"),
        sa.UniqueConstraint("public_id", name="uq_company_contact_public_id"),
        key("company_contact", "company_id", "company"),
        key("company_contact", "entered_by_id", "user"),
        key("company_contact", "struck_by_id", "user"),
        sa.CheckConstraint("(struck_at IS NULL) = (struck_by_id IS NULL)", name="struck_by_somebody"),
    )
    op.create_index("ix_company_contact_company_id", "company_contact", ["company_id"])


def make_pages() -> None:
    """Make room for a company's own page of a season."""
    op.create_table(
        "company_page",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(10), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column("season_id", sa.Integer(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_by_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_company_page"),
        sa.UniqueConstraint("public_id", name="uq_company_page_public_id"),
        sa.UniqueConstraint("company_id", "season_id", name="uq_company_page_company_id_season_id"),
        key("company_page", "company_id", "company"),
        key("company_page", "season_id", "season"),
        key("company_page", "contact_id", "company_contact"),
        key("company_page", "sent_by_id", "user"),
        sa.CheckConstraint("(sent_at IS NULL) = (sent_by_id IS NULL)", name="sent_by_somebody"),
    )
    op.create_index("ix_company_page_season_id", "company_page", ["season_id"])


def make_thanks() -> None:
    """Make room for what companies say to those who told about them."""
    op.create_table(
        "thanks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(10), nullable=False),
        sa.Column("page_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("state", words("thanksstate", "waiting", "passed_on", "returned"), nullable=False),
        sa.Column("reason", sa.String(500), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_thanks"),
        sa.UniqueConstraint("public_id", name="uq_thanks_public_id"),
        sa.UniqueConstraint("page_id", name="uq_thanks_page_id"),
        key("thanks", "page_id", "company_page"),
        key("thanks", "decided_by_id", "user"),
        sa.CheckConstraint("(decided_at IS NULL) = (state = 'waiting')", name="decided"),
        sa.CheckConstraint("(decided_at IS NULL) = (decided_by_id IS NULL)", name="decided_by_somebody"),
    )
    op.create_index("ix_thanks_state", "thanks", ["state"])


def make_wishes() -> None:
    """Make room for what companies ask."""
    op.create_table(
        "company_wish",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(10), nullable=False),
        sa.Column("page_id", sa.Integer(), nullable=False),
        sa.Column("nomination_id", sa.Integer(), nullable=True),
        sa.Column("kind", words("wish", "correction", "unnamed"), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("state", words("wishstate", "open", "granted", "declined"), nullable=False),
        sa.Column("answer", sa.String(1000), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_company_wish"),
        sa.UniqueConstraint("public_id", name="uq_company_wish_public_id"),
        key("company_wish", "page_id", "company_page"),
        key("company_wish", "nomination_id", "nomination"),
        key("company_wish", "answered_by_id", "user"),
        sa.CheckConstraint("(answered_at IS NULL) = (state = 'open')", name="answered"),
        sa.CheckConstraint("(answered_at IS NULL) = (answered_by_id IS NULL)", name="answered_by_somebody"),
    )
    op.create_index("ix_company_wish_open", "company_wish", ["kind", "state", "id"])
    op.create_index("ix_company_wish_page_id", "company_wish", ["page_id"])
    op.create_index("ix_company_wish_nomination_id", "company_wish", ["nomination_id"])


def key(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    """Point a column at the id of another table."""
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=f"fk_{table}_{column}_{other}")


def words(name: str, *allowed: str) -> sa.Enum:
    """Hold one of these words."""
    return sa.Enum(*allowed, name=name, native_enum=False, create_constraint=True, length=20)


def downgrade() -> None:
    """Forget what followed publication."""
    for table in ("revocation", "company_wish", "thanks", "company_page", "company_contact"):
        op.drop_table(table)
    for name in STAMPS:
        op.drop_column("company", name)
