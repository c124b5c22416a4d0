"""Letters whose words organisers write, letters to many, and what became of each attempt to send."""

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"

NUMBER, MOMENT = sa.Integer(), sa.DateTime(timezone=True)
IN_BUNDLE = sa.text("bundle IS NOT NULL")
LETTER_STATES = ("queued", "sending", "sent", "stuck", "refused", "cancelled")


def upgrade() -> None:
    """Make room for versions, trials, attempts and letters to many."""
    op.add_column("letter", sa.Column("bundle", sa.String(10), nullable=True))
    where = {"sqlite_where": IN_BUNDLE, "postgresql_where": IN_BUNDLE}
    op.create_index("ix_letter_bundle", "letter", ["bundle", "state"], **where)
    _make_attempts()
    _make_words()
    _make_broadcasts()


def _make_attempts() -> None:
    op.create_table(
        "letter_attempt",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("letter_id", NUMBER, sa.ForeignKey("letter.id", ondelete="CASCADE"), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("state", _words("state", *LETTER_STATES), nullable=False),
        sa.Column("reason", sa.String(200), nullable=True),
    )
    op.create_index("ix_letter_attempt_letter_id", "letter_attempt", ["letter_id"])


def _make_words() -> None:
    op.create_table(
        "letter_version",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("purpose", sa.String(60), nullable=False),
        sa.Column("template", sa.String(120), nullable=False),
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("title", sa.String(200), nullable=True),
        sa.Column("body", sa.Text(), nullable=True),
        sa.Column("written_at", MOMENT, nullable=False),
        sa.Column("written_by_id", NUMBER, sa.ForeignKey("user.id"), nullable=False),
        sa.Column("like_number", NUMBER, nullable=True),
        sa.UniqueConstraint("purpose", "template", "number"),
        sa.CheckConstraint("(title IS NULL) = (body IS NULL)", name="words"),
    )
    op.create_table(
        "letter_trial",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("public_id", sa.String(10), nullable=False, unique=True),
        sa.Column("user_id", NUMBER, sa.ForeignKey("user.id"), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
    )


def _make_broadcasts() -> None:
    op.create_table(
        "broadcast",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("public_id", sa.String(10), nullable=False, unique=True),
        sa.Column("season_id", NUMBER, sa.ForeignKey("season.id"), nullable=False),
        sa.Column("category_id", NUMBER, sa.ForeignKey("category.id"), nullable=True),
        sa.Column("audience", _words("audience", "nominators", "judges"), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("state", _words("broadcaststate", "draft", "sent", "stopped"), nullable=False),
        sa.Column("edition", NUMBER, nullable=False),
        sa.Column("written_at", MOMENT, nullable=False),
        sa.Column("written_by_id", NUMBER, sa.ForeignKey("user.id"), nullable=False),
        sa.Column("sent_at", MOMENT, nullable=True),
        sa.Column("sent_by_id", NUMBER, sa.ForeignKey("user.id"), nullable=True),
        sa.Column("recipients", NUMBER, nullable=False),
        sa.Column("stopped_at", MOMENT, nullable=True),
        sa.CheckConstraint("(state = 'draft') = (sent_at IS NULL)", name="sent"),
    )


def _words(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=20)


def downgrade() -> None:
    """Send only the ready-made words, one cause at a time."""
    for table in ("broadcast", "letter_trial", "letter_version", "letter_attempt"):
        op.drop_table(table)
    op.drop_index("ix_letter_bundle", "letter")
    op.drop_column("letter", "bundle")
