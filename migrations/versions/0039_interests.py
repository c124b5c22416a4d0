"""What judges declare, the ties the site finds, and who took over from whom; an entry can be handed back."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"

NUMBER, MOMENT = sa.Integer(), sa.DateTime(timezone=True)
REASONS = ("work", "person", "rival", "customer", "other")
KINDS = ("employer", "client", "competitor", "domain", "person")
SIGNS = ("mail_domain", "affiliation", "colleague", "nominator")


def upgrade() -> None:
    """Make the tables, and let a judge leave an entry without a reason."""
    _make_interests()
    _make_declarations()
    _make_ties()
    _make_replacements()
    _allow_reasons(*REASONS, "handed_back")


def downgrade() -> None:
    """Drop the tables; whoever handed an entry back had another reason."""
    op.execute("UPDATE recusal SET reason = 'other' WHERE reason = 'handed_back'")
    _allow_reasons(*REASONS)
    for name in ("replacement", "tie", "declaration", "interest"):
        op.drop_table(name)


def _make_interests() -> None:
    op.create_table(
        "interest",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("public_id", sa.String(10), nullable=False, unique=True),
        sa.Column("judge_id", NUMBER, sa.ForeignKey("user.id"), nullable=False),
        sa.Column("kind", _words("interestkind", *KINDS), nullable=False),
        sa.Column("words", sa.String(200), nullable=False),
        sa.Column("name_key", sa.String(200), nullable=False),
        sa.Column("domain", sa.String(253), nullable=True),
        sa.Column("company_id", NUMBER, sa.ForeignKey("company.id"), nullable=True),
        sa.Column("since_year", sa.SmallInteger(), nullable=True),
        sa.Column("until_year", sa.SmallInteger(), nullable=True),
        sa.Column("declared_by_id", NUMBER, sa.ForeignKey("user.id"), nullable=False),
        sa.Column("declared_at", MOMENT, nullable=False),
        sa.Column("removed_by_id", NUMBER, sa.ForeignKey("user.id"), nullable=True),
        sa.Column("removed_at", MOMENT, nullable=True),
        sa.CheckConstraint("(removed_at IS NULL) = (removed_by_id IS NULL)", name="removed_by_somebody"),
        sa.CheckConstraint("until_year >= since_year", name="years"),
    )
    op.create_index("ix_interest_judge_id", "interest", ["judge_id"])


def _make_declarations() -> None:
    op.create_table(
        "declaration",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("judge_id", NUMBER, sa.ForeignKey("user.id"), nullable=False),
        sa.Column("season_id", NUMBER, sa.ForeignKey("season.id"), nullable=False),
        sa.Column("has_none", sa.Boolean(), nullable=False),
        sa.Column("declared_at", MOMENT, nullable=False),
        sa.UniqueConstraint("judge_id", "season_id"),
    )
    op.create_index("ix_declaration_season_id", "declaration", ["season_id"])


def _make_ties() -> None:
    op.create_table(
        "tie",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("public_id", sa.String(10), nullable=False, unique=True),
        sa.Column("judge_id", NUMBER, sa.ForeignKey("user.id"), nullable=False),
        sa.Column("sign", _words("sign", *SIGNS), nullable=False),
        sa.Column("company_id", NUMBER, sa.ForeignKey("company.id"), nullable=True),
        sa.Column("entry_id", NUMBER, sa.ForeignKey("entry.id"), nullable=True),
        sa.Column("verdict", _words("verdict", "confirmed", "set_aside"), nullable=False),
        sa.Column("reason", sa.String(500), nullable=False),
        sa.Column("decided_by_id", NUMBER, sa.ForeignKey("user.id"), nullable=False),
        sa.Column("decided_at", MOMENT, nullable=False),
        sa.Column("undone_by_id", NUMBER, sa.ForeignKey("user.id"), nullable=True),
        sa.Column("undone_at", MOMENT, nullable=True),
        sa.CheckConstraint("(company_id IS NULL) <> (entry_id IS NULL)", name="one_subject"),
        sa.CheckConstraint("(undone_at IS NULL) = (undone_by_id IS NULL)", name="undone_by_somebody"),
    )
    for subject in ("company", "entry"):
        where = sa.text(f"undone_at IS NULL AND {subject}_id IS NOT NULL")
        columns = ["judge_id", "sign", f"{subject}_id"]
        op.create_index(f"uq_tie_{subject}", "tie", columns, unique=True, sqlite_where=where, postgresql_where=where)


def _make_replacements() -> None:
    op.create_table(
        "replacement",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("assignment_id", NUMBER, sa.ForeignKey("assignment.id"), nullable=False, unique=True),
        sa.Column("successor_id", NUMBER, sa.ForeignKey("user.id"), nullable=True),
        sa.Column("leaving", _words("leaving", "recused", "handed_back", "tie"), nullable=False),
        sa.Column("left_at", MOMENT, nullable=False),
    )
    op.create_index("ix_replacement_successor_id", "replacement", ["successor_id"])


def _words(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=20)


def _allow_reasons(*reasons: str) -> None:
    """Let the column take these words; its CHECK is made anew."""
    listed = ", ".join(f"'{reason}'" for reason in reasons)
    with op.batch_alter_table("recusal") as table:
        table.drop_constraint(op.f("ck_recusal_recusalreason"), type_="check")
        table.create_check_constraint("recusalreason", f"reason IN ({listed})")
