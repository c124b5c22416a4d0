"""The one place that reads what judges chose in a tie-break: each their own; everybody's by number once it is over."""

from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased

from app.accounts.models import User
from app.errors import Forbidden
from app.extensions import db
from app.judging import visibility
from app.judging.deciding.pairs import Choice, Pair
from app.judging.interests.bars import list_bars
from app.judging.models import PairwiseVote, TieBreak
from app.nominations.models import Entry


def list_own_votes(judge: User, tie: TieBreak) -> dict[Pair, int]:
    """Return which entry a judge chose in each pair they have compared."""
    query = select(PairwiseVote.first_id, PairwiseVote.second_id, PairwiseVote.chosen_id)
    query = query.filter_by(tie_break_id=tie.id, judge_id=judge.id)
    return {(first, second): chosen for first, second, chosen in db.session.execute(query)}


def find_own_vote(judge: User, tie: TieBreak, pair: Pair) -> PairwiseVote | None:
    """Return a judge's own choice in one pair."""
    first, second = pair
    return db.session.scalar(
        select(PairwiseVote).filter_by(tie_break_id=tie.id, judge_id=judge.id, first_id=first, second_id=second)
    )


def count_votes(tie: TieBreak) -> int:
    """Count what was compared so far, which says nothing of any choice."""
    return db.session.scalar(select(func.count(PairwiseVote.id)).filter_by(tie_break_id=tie.id)) or 0


def list_choices(viewer: User, tie: TieBreak, now: datetime) -> list[Choice]:
    """List everybody's choices by judge number, for whoever may decide the category, once the tie-break is closed."""
    visibility.require_numbered(viewer, tie.category, now)
    return list_choices_to_publish(tie)


def list_choices_to_publish(tie: TieBreak) -> list[Choice]:
    """List everybody's choices by numbers drawn for this tie-break; refused while it is open.

    What somebody chose who may not compare these entries, as came out since, does not count.
    """
    if tie.closed_at is None:
        raise Forbidden("What judges choose is sealed until the tie-break is closed.")
    entries, bars = {entry.id for entry in tie.entries}, list_bars(tie.category)
    barred = {judge_id for judge_id, entry_id in bars if entry_id in entries}
    rows = [row[1:] for row in db.session.execute(_by_judge(tie)) if row[0] not in barred]
    numbers = visibility.draw_numbers(tie.category, {judge for judge, _, _ in rows}, of=f"tie|{tie.public_id}")
    return sorted(
        (Choice(numbers[judge], winner, loser) for judge, winner, loser in rows),
        key=lambda choice: (choice.judge, choice.winner, choice.loser),
    )


def _by_judge(tie: TieBreak) -> Select[int, str, str, str]:
    winner, loser = aliased(Entry), aliased(Entry)
    return (
        select(User.id, User.public_id, winner.public_id, loser.public_id)
        .select_from(PairwiseVote)
        .join(User, User.id == PairwiseVote.judge_id)
        .join(winner, winner.id == PairwiseVote.chosen_id)
        .join(loser, loser.id == PairwiseVote.first_id + PairwiseVote.second_id - PairwiseVote.chosen_id)
        .where(PairwiseVote.tie_break_id == tie.id)
    )
