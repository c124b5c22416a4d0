"""What the database itself refuses in deciding; safe to run again after a table was rebuilt."""

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

GUARDS = (
    Guard("result_rule_in_time", "result_rule", "INSERT", f"{BEGUN.format(row='NEW')} OR {LATE}", FIXED),
    Guard("result_rule_stands", "result_rule", "UPDATE", f"{BEGUN.format(row='OLD')} OR {LATE}", FIXED),
    Guard("result_rule_stays", "result_rule", "DELETE", BEGUN.format(row="OLD"), FIXED),
)
TABLES = ("result_rule",)
