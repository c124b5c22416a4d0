"""What the database itself refuses in deciding; safe to run again after a table was rebuilt."""

from app.audit.triggers import Statement, append_only
from app.judging.yardsticks import triggers as yardsticks
from app.judging.yardsticks.triggers import Guard

FIXED = "the rule of this category is fixed"
BEGUN = (
    "EXISTS (SELECT 1 FROM scorecard JOIN entry ON entry.id = scorecard.entry_id"
    " WHERE entry.category_id = {row}.category_id)"
)
LATE = (
    "NEW.chosen_at >= (SELECT season.judging_opens_at FROM season"
    " JOIN category ON category.season_id = season.id WHERE category.id = NEW.category_id)"
)
CLOSED = "the tie-break is closed"
OVER = "EXISTS (SELECT 1 FROM tie_break WHERE id = {row}.tie_break_id AND closed_at IS NOT NULL)"

GUARDS = (
    Guard("result_rule_in_time", "result_rule", "INSERT", f"{BEGUN.format(row='NEW')} OR {LATE}", FIXED),
    Guard("result_rule_stands", "result_rule", "UPDATE", f"{BEGUN.format(row='OLD')} OR {LATE}", FIXED),
    Guard("result_rule_stays", "result_rule", "DELETE", BEGUN.format(row="OLD"), FIXED),
    Guard("pairwise_vote_in_time", "pairwise_vote", "INSERT", OVER.format(row="NEW"), CLOSED),
    Guard("pairwise_vote_stands", "pairwise_vote", "UPDATE", OVER.format(row="OLD"), CLOSED),
    Guard("pairwise_vote_stays", "pairwise_vote", "DELETE", OVER.format(row="OLD"), CLOSED),
    Guard("tie_break_stands", "tie_break", "UPDATE", "OLD.closed_at IS NOT NULL", CLOSED),
)
APPEND_ONLY = ("minutes", "decision_record")
TABLES = ("result_rule", "pairwise_vote", "tie_break", *APPEND_ONLY)


def statements_for(table: str) -> list[Statement]:
    """List the statements that guard one table, for both databases."""
    return append_only(table) if table in APPEND_ONLY else yardsticks.statements_for(table, GUARDS)
