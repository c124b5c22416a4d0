"""The nominator's loop: off the site, a new address that waits for its proof, and lists by mail."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

WAITING = sa.text("confirmed_at IS NULL AND ended_at IS NULL")


def upgrade() -> None:
    """Make the column and the tables."""
    op.add_column("nomination", sa.Column("is_off_site", sa.Boolean(), server_default=sa.false(), nullable=False))
    _make_address_changes()
    _make_mine_requests()


def downgrade() -> None:
    """Take them away."""
    op.drop_table("mine_request")
    op.drop_table("address_change")
    op.drop_column("nomination", "is_off_site")


def _make_address_changes() -> None:
    op.create_table(
        "address_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=10), nullable=False),
        sa.Column("nomination_id", sa.Integer(), nullable=False),
        sa.Column("from_revision", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(ended_at IS NULL) = (email IS NOT NULL)", name="address_until_ended"),
        sa.ForeignKeyConstraint(
            ["nomination_id"], ["nomination.id"], name="fk_address_change_nomination_id_nomination"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_address_change"),
        sa.UniqueConstraint("public_id", name="uq_address_change_public_id"),
    )
    op.create_index("ix_address_change_nomination_id", "address_change", ["nomination_id"])
    op.create_index(
        "uq_address_change_waiting",
        "address_change",
        ["nomination_id"],
        unique=True,
        sqlite_where=WAITING,
        postgresql_where=WAITING,
    )


def _make_mine_requests() -> None:
    op.create_table(
        "mine_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=10), nullable=False),
        sa.Column("identity", sa.String(length=64), nullable=False),
        sa.Column("recipient", sa.String(length=64), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_mine_request"),
        sa.UniqueConstraint("public_id", name="uq_mine_request_public_id"),
    )
