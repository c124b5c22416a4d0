"""From a result to its announcement: shortlists, tie-breaks, reasons, minutes, the planned hour and records."""

import sqlalchemy as sa
from alembic import op

from app.judging.deciding.triggers import APPEND_ONLY, GUARDS, statements_for
from app.judging.yardsticks.triggers import names_for

revision = "0047"
down_revision = "0046"

GUARDED = ("pairwise_vote", "tie_break")
TABLES = (
    "decision_record", "announcement", "minutes", "pairwise_vote", "tie_judge", "tied_entry", "tie_break", "shortlist",
)  # fmt: skip


def upgrade() -> None:
    """Make room for how organisers decide."""
    op.add_column("award", sa.Column("reason", sa.Text(), nullable=False, server_default=""))
    op.create_table(
        "shortlist",
        whole("category_id", autoincrement=False),
        whole("result_id"),
        moment("published_at"),
        key("shortlist", "category_id", "category"),
        key("shortlist", "result_id", "result"),
        sa.PrimaryKeyConstraint("category_id", name="pk_shortlist"),
    )
    make_tie_breaks()
    make_votes()
    make_minutes()
    make_announcing()
    for table in (*GUARDED, *APPEND_ONLY):
        for statement in statements_for(table):
            if statement.dialect == op.get_bind().dialect.name:
                op.execute(statement.sql)


def make_tie_breaks() -> None:
    """Make room for a tie-break with its entries and judges."""
    op.create_table(
        "tie_break",
        whole("id"),
        sa.Column("public_id", sa.String(10), nullable=False),
        whole("category_id"),
        whole("result_id"),
        moment("opened_at"),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        key("tie_break", "category_id", "category"),
        key("tie_break", "result_id", "result"),
        sa.PrimaryKeyConstraint("id", name="pk_tie_break"),
        sa.UniqueConstraint("public_id", name="uq_tie_break_public_id"),
    )
    op.create_index("ix_tie_break_category_id", "tie_break", ["category_id"])
    still_open = sa.text("closed_at IS NULL")
    op.create_index(
        "uq_tie_break_open",
        "tie_break",
        ["category_id"],
        unique=True,
        sqlite_where=still_open,
        postgresql_where=still_open,
    )
    finished = [sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True)]
    for table, column, other, more in (
        ("tied_entry", "entry_id", "entry", []),
        ("tie_judge", "judge_id", "user", finished),
    ):
        op.create_table(
            table,
            whole("tie_break_id"),
            whole(column),
            *more,
            key(table, "tie_break_id", "tie_break"),
            key(table, column, other),
            sa.PrimaryKeyConstraint("tie_break_id", column, name=f"pk_{table}"),
        )


def make_votes() -> None:
    """Make room for what judges choose."""
    op.create_table(
        "pairwise_vote",
        whole("id"),
        *(whole(name) for name in ("tie_break_id", "judge_id", "first_id", "second_id", "chosen_id")),
        moment("voted_at"),
        key("pairwise_vote", "tie_break_id", "tie_break"),
        key("pairwise_vote", "judge_id", "user"),
        *(key("pairwise_vote", name, "entry") for name in ("first_id", "second_id", "chosen_id")),
        sa.PrimaryKeyConstraint("id", name="pk_pairwise_vote"),
        sa.UniqueConstraint(
            "tie_break_id",
            "judge_id",
            "first_id",
            "second_id",
            name="uq_pairwise_vote_tie_break_id_judge_id_first_id_second_id",
        ),
        sa.CheckConstraint("first_id < second_id", name="pair"),
        sa.CheckConstraint("chosen_id = first_id OR chosen_id = second_id", name="chosen"),
    )


def make_minutes() -> None:
    """Make room for minutes with their versions."""
    op.create_table(
        "minutes",
        whole("id"),
        whole("category_id"),
        whole("number"),
        sa.Column("present", sa.Text(), nullable=False),
        sa.Column("discussed", sa.Text(), nullable=False),
        whole("written_by_id"),
        moment("written_at"),
        key("minutes", "category_id", "category"),
        key("minutes", "written_by_id", "user"),
        sa.PrimaryKeyConstraint("id", name="pk_minutes"),
        sa.UniqueConstraint("category_id", "number", name="uq_minutes_category_id_number"),
        sa.CheckConstraint("number >= 1", name="number"),
    )


def make_announcing() -> None:
    """Make room for a season that waits for its hour, and for what is published of each decision."""
    op.create_table(
        "announcement",
        whole("season_id", autoincrement=False),
        whole("prepared_by_id"),
        moment("prepared_at"),
        key("announcement", "season_id", "season"),
        key("announcement", "prepared_by_id", "user"),
        sa.PrimaryKeyConstraint("season_id", name="pk_announcement"),
    )
    op.create_table(
        "decision_record",
        whole("category_id", autoincrement=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        moment("made_at"),
        key("decision_record", "category_id", "category"),
        sa.PrimaryKeyConstraint("category_id", name="pk_decision_record"),
    )


def whole(name: str, **more: bool) -> sa.Column:
    """Hold a whole number."""
    return sa.Column(name, sa.Integer(), nullable=False, **more)


def moment(name: str) -> sa.Column:
    """Hold an instant."""
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def key(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    """Point a column at the id of another table."""
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=f"fk_{table}_{column}_{other}")


def downgrade() -> None:
    """Forget how organisers decided."""
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for name in (name for table in GUARDED for name in names_for(table, GUARDS)):
        op.execute(f"DROP TRIGGER {name}" if is_sqlite else f"DROP FUNCTION {name} CASCADE")
    for table in TABLES:
        op.drop_table(table)
    if not is_sqlite:
        for table in APPEND_ONLY:
            op.execute(f"DROP FUNCTION {table}_refuse CASCADE")
    op.drop_column("award", "reason")
