"""The first time that each post reached each stage, and how many did on each day."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"

NUMBER = sa.Integer()
STAGES = ("found", "shown", "claimed", "sent", "visited", "nominated", "accepted")
WAS_SENT = "o.state IN ('sent', 'visited', 'nominated')"
CLAIMED = (
    "SELECT mention_id, claimed_at AS at, user_id, '' AS template FROM claim"
    " WHERE id IN (SELECT min(id) FROM claim GROUP BY mention_id)"
)
DISMISSED = (
    "SELECT id AS mention_id, dismissed_at AS at, dismissed_by_id AS user_id, '' AS template FROM mention"
    " WHERE dismissed_at IS NOT NULL"
)
REPLIED = "SELECT o.mention_id, o.{0} AS at, o.user_id, o.template FROM outreach o WHERE {1} AND o.{0} IS NOT NULL"
KNOWN = (
    (CLAIMED, 2),
    (DISMISSED, 1),
    (REPLIED.format("sent_at", WAS_SENT), 3),
    (REPLIED.format("first_visited_at", WAS_SENT), 4),
)
WATCH = "coalesce((SELECT public_id FROM watch WHERE watch.id = m.watch_id), '')"


def stage() -> sa.Enum:
    """Keep the words of the stages, guarded by a CHECK."""
    return sa.Enum(*STAGES, name="stage", native_enum=False, create_constraint=True, length=20)


def upgrade() -> None:
    """Make both tables, and fill them with what can be told of the posts that are here."""
    op.create_table(
        "funnel_step",
        sa.Column("mention_id", NUMBER, sa.ForeignKey("mention.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("stage", stage(), primary_key=True),
        sa.Column("reached_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", NUMBER, sa.ForeignKey("user.id"), nullable=True),
        sa.Column("template", sa.String(30), nullable=False),
    )
    op.create_index("ix_funnel_step_stage", "funnel_step", ["stage", "reached_at"])
    op.create_table(
        "funnel_day",
        sa.Column("reached_on", sa.Date(), primary_key=True),
        sa.Column("stage", stage(), primary_key=True),
        sa.Column("network", sa.String(30), primary_key=True),
        sa.Column("watch", sa.String(10), primary_key=True),
        sa.Column("template", sa.String(30), primary_key=True),
        sa.Column("user_id", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("number", NUMBER, nullable=False),
        sa.CheckConstraint("number >= 0", name="number_counts"),
    )
    fill_steps()
    fill_days()


def fill_steps() -> None:
    """Note the stages that claims, dismissals and replies tell of."""
    for known, last in KNOWN:
        for each in STAGES[1 : last + 1]:
            template = "k.template" if STAGES.index(each) > 2 else "''"
            op.execute(
                "INSERT INTO funnel_step (mention_id, stage, reached_at, user_id, template)"
                f" SELECT k.mention_id, '{each}', k.at, k.user_id, {template} FROM ({known}) AS k WHERE NOT EXISTS"
                f" (SELECT 1 FROM funnel_step f WHERE f.mention_id = k.mention_id AND f.stage = '{each}')"
            )


def fill_days() -> None:
    """Count the days: what was found, and how far it came."""
    into = "INSERT INTO funnel_day (reached_on, stage, network, watch, template, user_id, number)"
    op.execute(
        f"{into} SELECT d, 'found', network, watch, '', 0, count(*) FROM"
        f" (SELECT date(m.found_at) AS d, m.network, {WATCH} AS watch FROM mention m) AS t GROUP BY d, network, watch"
    )
    reached = (
        f"SELECT date(f.reached_at) AS d, f.stage, m.network, {WATCH} AS watch, f.template,"
        " coalesce(f.user_id, 0) AS by_id FROM funnel_step f JOIN mention m ON m.id = f.mention_id"
    )
    op.execute(
        f"{into} SELECT d, stage, network, watch, template, by_id, count(*) FROM ({reached}) AS t"
        " GROUP BY d, stage, network, watch, template, by_id"
    )


def downgrade() -> None:
    """Forget the stages; they can be told again from the posts."""
    op.drop_table("funnel_day")
    op.drop_index("ix_funnel_step_stage", "funnel_step")
    op.drop_table("funnel_step")
