"""Whom we wrote to or must not write to, by keyed hashes; the words of replies; leave to show a post."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"

NUMBER, INSTANT, HASH = sa.Integer(), sa.DateTime(timezone=True), sa.String(length=64)
STANDING = sa.text("withdrawn_at IS NULL")
WHOLE = "(do_not_contact_at IS NULL) = (asked_by IS NULL) AND (do_not_contact_at IS NULL) = (reason IS NULL)"


def words(name: str, *members: str) -> sa.Enum:
    """Keep the words of an enum as text, guarded by a CHECK of its own."""
    return sa.Enum(*members, name=name, native_enum=False, create_constraint=True, length=20)


def upgrade() -> None:
    """Begin without contacts: those of replies sent before are filled in by `awards init` and the worker."""
    make_contacts()
    make_templates()
    make_consents()
    with op.batch_alter_table("outreach") as outreach:
        outreach.add_column(sa.Column("answered_at", INSTANT, nullable=True))
        outreach.add_column(sa.Column("answered_by_id", NUMBER, nullable=True))
        outreach.add_column(sa.Column("words_hash", HASH, nullable=True))
        outreach.add_column(sa.Column("contact_id", NUMBER, nullable=True))
        outreach.create_foreign_key("fk_outreach_answered_by_id_user", "user", ["answered_by_id"], ["id"])
        outreach.create_foreign_key(
            "fk_outreach_contact_id_contact", "contact", ["contact_id"], ["id"], ondelete="SET NULL"
        )
    op.create_index("ix_outreach_words", "outreach", ["words_hash", "sent_at"])
    op.create_index("ix_outreach_sent", "outreach", ["sent_at"])
    op.create_index("ix_outreach_contact_id", "outreach", ["contact_id"])
    for name in ("author_hash", "handle_hash"):
        op.add_column("mention", sa.Column(name, HASH, nullable=True))
        op.create_index(f"ix_mention_{name}", "mention", [name])
    with op.batch_alter_table("reading_day") as day:
        day.add_column(sa.Column("left_out", NUMBER, nullable=True))
    op.execute("UPDATE reading_day SET left_out = 0")
    with op.batch_alter_table("reading_day") as day:
        day.alter_column("left_out", existing_type=NUMBER, nullable=False)


def make_contacts() -> None:
    """Make the tables of authors."""
    op.create_table(
        "contact",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("public_id", sa.String(length=10), nullable=False),
        sa.Column("network", sa.String(length=30), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("do_not_contact_at", INSTANT, nullable=True),
        sa.Column("asked_by", words("askedby", "author", "curator"), nullable=True),
        sa.Column(
            "reason",
            words("contactreason", "asked", "own_account", "staff", "unwelcome", "other"),
            nullable=True,
        ),
        sa.Column("noted_by_id", NUMBER, nullable=True),
        sa.CheckConstraint(WHOLE, name="refusal_is_whole"),
        sa.ForeignKeyConstraint(["noted_by_id"], ["user.id"], name="fk_contact_noted_by_id_user"),
        sa.PrimaryKeyConstraint("id", name="pk_contact"),
        sa.UniqueConstraint("public_id", name="uq_contact_public_id"),
    )
    op.create_index("ix_contact_do_not_contact_at", "contact", ["do_not_contact_at"])
    op.create_table(
        "contact_name",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("name_hash", HASH, nullable=False),
        sa.Column("contact_id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name="fk_contact_name_contact_id_contact", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_contact_name"),
        sa.UniqueConstraint("name_hash", name="uq_contact_name_name_hash"),
    )
    op.create_index("ix_contact_name_contact_id", "contact_name", ["contact_id"])


def make_templates() -> None:
    """Make the tables of what replies begin with, and of where curators write them."""
    op.create_table(
        "reply_template",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("slug", sa.String(length=30), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("network", sa.String(length=30), nullable=False),
        sa.Column("lang", sa.String(length=20), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("changed_at", INSTANT, nullable=True),
        sa.Column("changed_by_id", NUMBER, nullable=True),
        sa.Column("retired_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["changed_by_id"], ["user.id"], name="fk_reply_template_changed_by_id_user"),
        sa.PrimaryKeyConstraint("id", name="pk_reply_template"),
        sa.UniqueConstraint("slug", name="uq_reply_template_slug"),
    )
    op.create_table(
        "reply_home",
        sa.Column("user_id", NUMBER, nullable=False),
        sa.Column("host", sa.String(length=253), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_reply_home_user_id_user", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id", name="pk_reply_home"),
    )


def make_consents() -> None:
    """Make the table of permissions to show a post."""
    op.create_table(
        "consent",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("mention_id", NUMBER, nullable=False),
        sa.Column("given", words("consentgiven", "reply", "message", "mail", "other"), nullable=False),
        sa.Column("place", sa.String(length=2000), nullable=False),
        sa.Column("recorded_by_id", NUMBER, nullable=False),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.Column("withdrawn_by_id", NUMBER, nullable=True),
        sa.Column("withdrawn_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(
            ["mention_id"], ["mention.id"], name="fk_consent_mention_id_mention", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["user.id"], name="fk_consent_recorded_by_id_user"),
        sa.ForeignKeyConstraint(["withdrawn_by_id"], ["user.id"], name="fk_consent_withdrawn_by_id_user"),
        sa.PrimaryKeyConstraint("id", name="pk_consent"),
    )
    op.create_index("ix_consent_mention_id", "consent", ["mention_id"])
    op.create_index(
        "uq_consent_standing", "consent", ["mention_id"], unique=True, sqlite_where=STANDING, postgresql_where=STANDING
    )


def downgrade() -> None:
    """Forget whom we wrote to and who said no: after this, anybody may be written to again."""
    with op.batch_alter_table("reading_day") as day:
        day.drop_column("left_out")
    for name in ("author_hash", "handle_hash"):
        op.drop_index(f"ix_mention_{name}", "mention")
    with op.batch_alter_table("mention") as mention:
        for name in ("author_hash", "handle_hash"):
            mention.drop_column(name)
    for name in ("words", "sent", "contact_id"):
        op.drop_index(f"ix_outreach_{name}", "outreach")
    with op.batch_alter_table("outreach") as outreach:
        outreach.drop_constraint("fk_outreach_contact_id_contact", type_="foreignkey")
        outreach.drop_constraint("fk_outreach_answered_by_id_user", type_="foreignkey")
        for name in ("answered_at", "answered_by_id", "words_hash", "contact_id"):
            outreach.drop_column(name)
    for table in ("consent", "reply_home", "reply_template", "contact_name", "contact"):
        op.drop_table(table)
