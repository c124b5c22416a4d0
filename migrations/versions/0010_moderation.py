"""Moderation: questions, masks, persons behind entries, nominations typed by curators, and notes to colleagues."""

import sqlalchemy as sa
from alembic import op

from app.audit.triggers import append_only

revision = "0010"
down_revision = "0009"

EMPTIED = (
    "OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL AND NEW.id = OLD.id AND NEW.number = OLD.number"
    " AND NEW.nomination_id = OLD.nomination_id AND NEW.created_at = OLD.created_at"
)
WHOLE = "(erased_at IS NULL) = (story IS NOT NULL) AND (erased_at IS NULL OR email IS NULL)"
WHOLE_BEFORE = "(erased_at IS NULL) = (story IS NOT NULL) AND (erased_at IS NULL) = (email IS NOT NULL)"
WRITABLE = "email IS NOT NULL OR erased_at IS NOT NULL OR entered_by_id IS NOT NULL"
IS_ON = sa.text("lifted_at IS NULL")
PARTIAL = (("batch", ["batch"], "batch IS NOT NULL"), ("decided", ["decided_at", "id"], "decided_at IS NOT NULL"))


def upgrade() -> None:
    """Make the tables and columns."""
    _make_questions()
    _make_masks()
    _make_persons()
    _make_enterings()
    op.add_column("nomination", sa.Column("moderated_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("nomination", sa.Column("held_note", sa.Text(), nullable=True))
    op.add_column("nomination", sa.Column("batch", sa.String(length=10), nullable=True))
    for name, columns, condition in PARTIAL:
        where = sa.text(condition)
        op.create_index(f"ix_nomination_{name}", "nomination", columns, sqlite_where=where, postgresql_where=where)
    with op.batch_alter_table("nomination_revision") as table:
        table.add_column(sa.Column("entered_by_id", sa.Integer(), nullable=True))
        table.create_foreign_key("fk_nomination_revision_entered_by_id_user", "user", ["entered_by_id"], ["id"])
        table.drop_constraint(op.f("ck_nomination_revision_whole_or_erased"), type_="check")
        table.create_check_constraint("whole_or_erased", WHOLE)
        table.create_check_constraint("email_unless_entered", WRITABLE)
    _guard_revisions()


def downgrade() -> None:
    """Take them away; what was typed without an address cannot stay, so it stops here when there is some."""
    with op.batch_alter_table("nomination_revision") as table:
        table.drop_constraint(op.f("ck_nomination_revision_email_unless_entered"), type_="check")
        table.drop_constraint(op.f("ck_nomination_revision_whole_or_erased"), type_="check")
        table.create_check_constraint("whole_or_erased", WHOLE_BEFORE)
        table.drop_constraint("fk_nomination_revision_entered_by_id_user", type_="foreignkey")
        table.drop_column("entered_by_id")
    _guard_revisions()
    for name, _, _ in PARTIAL:
        op.drop_index(f"ix_nomination_{name}", "nomination")
    for column in ("batch", "held_note", "moderated_at"):
        op.drop_column("nomination", column)
    for name in ("entering", "entry_person", "mask", "nomination_question"):
        op.drop_table(name)


def _make_questions() -> None:
    op.create_table(
        "nomination_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nomination_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.Text(), nullable=True),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(erased_at IS NULL) = (question IS NOT NULL)", name="whole_or_erased"),
        sa.CheckConstraint("answer IS NULL OR answered_at IS NOT NULL", name="answer_has_time"),
        sa.ForeignKeyConstraint(
            ["nomination_id"], ["nomination.id"], name="fk_nomination_question_nomination_id_nomination"
        ),
        sa.ForeignKeyConstraint(["asked_by_id"], ["user.id"], name="fk_nomination_question_asked_by_id_user"),
        sa.PrimaryKeyConstraint("id", name="pk_nomination_question"),
    )
    op.create_index("ix_nomination_question_nomination", "nomination_question", ["nomination_id", "id"])


def _make_masks() -> None:
    op.create_table(
        "mask",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nomination_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("kind", _words("maskkind", "name", "phone", "email", "address", "account", "other"), nullable=False),
        sa.Column("shown_as", sa.String(length=80), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lifted_by_id", sa.Integer(), nullable=True),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint('start >= 0 AND "end" > start', name="hides_something"),
        sa.CheckConstraint("(lifted_at IS NULL) = (lifted_by_id IS NULL)", name="lifted_by_somebody"),
        sa.ForeignKeyConstraint(["nomination_id"], ["nomination.id"], name="fk_mask_nomination_id_nomination"),
        sa.ForeignKeyConstraint(["made_by_id"], ["user.id"], name="fk_mask_made_by_id_user"),
        sa.ForeignKeyConstraint(["lifted_by_id"], ["user.id"], name="fk_mask_lifted_by_id_user"),
        sa.PrimaryKeyConstraint("id", name="pk_mask"),
    )
    columns = ["nomination_id", "revision", "start", "end"]
    op.create_index("uq_mask_on", "mask", columns, unique=True, sqlite_where=IS_ON, postgresql_where=IS_ON)


def _make_persons() -> None:
    op.create_table(
        "entry_person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("full_name", sa.String(length=120), nullable=True),
        sa.Column("role", sa.String(length=80), nullable=False),
        sa.Column("consent_how", sa.String(length=200), nullable=True),
        sa.Column("consented_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("consent_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("(consented_at IS NULL) = (consent_by_id IS NULL)", name="consent_has_recorder"),
        sa.CheckConstraint("consented_at IS NULL OR consent_how IS NOT NULL", name="consent_has_manner"),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name="fk_entry_person_entry_id_entry"),
        sa.ForeignKeyConstraint(["consent_by_id"], ["user.id"], name="fk_entry_person_consent_by_id_user"),
        sa.PrimaryKeyConstraint("id", name="pk_entry_person"),
        sa.UniqueConstraint("entry_id", name="uq_entry_person_entry_id"),
    )


def _make_enterings() -> None:
    op.create_table(
        "entering",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nomination_id", sa.Integer(), nullable=False),
        sa.Column("medium", _words("medium", "phone", "paper", "in_person"), nullable=False),
        sa.Column("consent_how", sa.String(length=200), nullable=True),
        sa.Column("consented_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["nomination_id"], ["nomination.id"], name="fk_entering_nomination_id_nomination"),
        sa.ForeignKeyConstraint(["entered_by_id"], ["user.id"], name="fk_entering_entered_by_id_user"),
        sa.PrimaryKeyConstraint("id", name="pk_entering"),
        sa.UniqueConstraint("nomination_id", name="uq_entering_nomination_id"),
    )


def _words(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=20)


def _guard_revisions() -> None:
    for statement in append_only("nomination_revision", unless=EMPTIED):
        if op.get_bind().dialect.name == statement.dialect:
            op.execute(statement.sql)
