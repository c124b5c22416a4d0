"""What curators' decisions teach: verdicts, learned weights, and weights of words and authors set by hand."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"

NUMBER, INSTANT, FLAG, FIGURE = sa.Integer(), sa.DateTime(timezone=True), sa.Boolean(), sa.Double()
IN_RANGE = "weight BETWEEN -3 AND 3 AND weight <> 0"


def upgrade() -> None:
    """Make the tables, with learning on and nothing learnt."""
    make_verdicts()
    op.create_table(
        "learned_weight",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("made_at", INSTANT, nullable=False),
        *(sa.Column(name, NUMBER, nullable=False) for name in ("verdicts", "praise", "compared")),
        *(sa.Column(name, FIGURE, nullable=True) for name in ("agreed_rule", "agreed_learnt")),
        sa.Column("weights", sa.JSON(), nullable=False),
    )
    used = sa.ForeignKey("learned_weight.id", ondelete="SET NULL")
    learning = op.create_table(
        "learning",
        sa.Column("id", NUMBER, primary_key=True),
        *(sa.Column(name, FLAG, nullable=False) for name in ("is_on", "is_held")),
        sa.Column("used_id", NUMBER, used, nullable=True),
        sa.Column("ordered_to", NUMBER, nullable=True),
        sa.Column("changed_at", INSTANT, nullable=True),
        sa.CheckConstraint("id = 1", name="only_one"),
    )
    op.bulk_insert(learning, [{"id": 1, "is_on": True, "is_held": False}])
    make_weights("word_weight", sa.Column("words", sa.String(60), nullable=False, unique=True))
    make_weights(
        "author_weight",
        sa.Column("network", sa.String(30), nullable=False),
        sa.Column("handle", sa.String(200), nullable=False),
        sa.UniqueConstraint("network", "handle"),
    )


def make_verdicts() -> None:
    """Keep one verdict a post, which goes with it."""
    op.create_table(
        "verdict",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("mention_id", NUMBER, sa.ForeignKey("mention.id", ondelete="CASCADE"), nullable=False, unique=True),
        *(sa.Column(name, FLAG, nullable=False) for name in ("is_praise", "was_drawn")),
        sa.Column("prior", FIGURE, nullable=True),
        sa.Column("numbers", sa.JSON(), nullable=False),
        sa.Column("network", sa.String(30), nullable=False),
        sa.Column("watch_id", NUMBER, sa.ForeignKey("watch.id", ondelete="SET NULL"), nullable=True),
        sa.Column("decided_at", INSTANT, nullable=False),
    )
    for name in ("watch_id", "decided_at"):
        op.create_index(f"ix_verdict_{name}", "verdict", [name])


def make_weights(name: str, *of_what: "sa.Column[str] | sa.UniqueConstraint") -> None:
    """Keep weights that curators set, small whole numbers without zero."""
    op.create_table(
        name,
        sa.Column("id", NUMBER, primary_key=True),
        *of_what,
        sa.Column("weight", NUMBER, nullable=False),
        sa.Column("changed_at", INSTANT, nullable=False),
        sa.Column("changed_by_id", NUMBER, sa.ForeignKey("user.id"), nullable=False),
        sa.CheckConstraint(IN_RANGE, name="weight_in_range"),
    )


def downgrade() -> None:
    """Forget what was learnt, and the weights set by hand."""
    for name in ("author_weight", "word_weight", "learning", "learned_weight"):
        op.drop_table(name)
    for name in ("decided_at", "watch_id"):
        op.drop_index(f"ix_verdict_{name}", "verdict")
    op.drop_table("verdict")
