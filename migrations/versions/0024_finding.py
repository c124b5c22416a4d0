"""Who a post is about, who speaks, whose words it repeats, and the rank the queue is sorted by."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"

NUMBER, INSTANT, FLAG, FIGURE = sa.Integer(), sa.DateTime(timezone=True), sa.Boolean(), sa.Double()
VOICE = sa.Enum("customer", "company", "staff", name="voice", native_enum=False, create_constraint=False, length=20)
KEYS = {
    "company_id": ("company", "SET NULL"),
    "company_by_id": ("user", None),
    "copy_of_id": ("mention", "SET NULL"),
}
FILLED = {"voice": VOICE, "rank": FIGURE, "is_drawn": FLAG}


def upgrade() -> None:
    """Rank each post by its score; nothing else is known of those that are here."""
    op.drop_index("ix_mention_queue", "mention")
    with op.batch_alter_table("mention") as mention:
        for name, (table, when_gone) in KEYS.items():
            mention.add_column(sa.Column(name, NUMBER, nullable=True))
            mention.create_foreign_key(f"fk_mention_{name}_{table}", table, [name], ["id"], ondelete=when_gone)
        for name, kind in FILLED.items():
            mention.add_column(sa.Column(name, kind, nullable=True))
        mention.add_column(sa.Column("snoozed_until", INSTANT, nullable=True))
    op.execute("UPDATE mention SET voice = 'customer', rank = score, is_drawn = false")
    with op.batch_alter_table("mention") as mention:
        for name, kind in FILLED.items():
            mention.alter_column(name, existing_type=kind, nullable=False)
        mention.alter_column("score", existing_type=FIGURE, nullable=True)
        mention.create_check_constraint("voice", "voice IN ('customer', 'company', 'staff')")
    op.create_index("ix_mention_rank", "mention", ["state", "rank", "id"])
    for name in ("company_id", "copy_of_id"):
        op.create_index(f"ix_mention_{name}", "mention", [name])


def downgrade() -> None:
    """Sort by score again; what had none comes last."""
    for name in ("rank", "company_id", "copy_of_id"):
        op.drop_index(f"ix_mention_{name}", "mention")
    op.execute("UPDATE mention SET score = 0 WHERE score IS NULL")
    with op.batch_alter_table("mention") as mention:
        mention.drop_constraint("voice", type_="check")
        mention.alter_column("score", existing_type=FIGURE, nullable=False)
        for name, (table, _) in KEYS.items():
            mention.drop_constraint(f"fk_mention_{name}_{table}", type_="foreignkey")
            mention.drop_column(name)
        for name in (*FILLED, "snoozed_until"):
            mention.drop_column(name)
    op.create_index("ix_mention_queue", "mention", ["state", "score", "id"])
