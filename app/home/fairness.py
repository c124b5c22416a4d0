"""The rules in force, read where they rule; change one there and the pages that state it change with it."""

from dataclasses import dataclass
from datetime import timedelta

from app.judging import rules as judging
from app.judging.deciding.rules import USUAL, Ruling
from app.judging.interests import rules as interests
from app.listening import rules as listening
from app.mail import rules as mail
from app.nominations import proof, queues, traps, weighing
from app.nominations import rules as nominations
from app.programme import rules as programme


@dataclass(frozen=True)
class Rules:
    """What fairness rests on, in figures."""

    grace: timedelta
    scorecard_grace: timedelta
    story_least: int
    story_most: int
    confirm_life: timedelta
    emptied_after: timedelta
    origin_life: timedelta
    mine_life: timedelta
    attempts_life: timedelta
    backup_life: timedelta
    answer_within: timedelta
    least_seconds: int
    threshold: int
    puzzle_cost: int
    puzzle_life: timedelta
    address_paces: tuple[tuple[timedelta, int], ...]
    fewest_judges: int
    fewest_levels: int
    levels: tuple[int, ...]
    commented: tuple[int, ...]
    usual: Ruling
    small_staff: int
    code_lasts: timedelta
    taken_back_life: timedelta


def read() -> Rules:
    """Read every rule from the constant or the file that rules."""
    return Rules(
        grace=programme.NOMINATION_GRACE,
        scorecard_grace=programme.SCORECARD_GRACE,
        story_least=nominations.STORY_LEAST,
        story_most=nominations.STORY_MOST,
        confirm_life=nominations.CONFIRM_LIFE,
        emptied_after=nominations.EMPTIED_AFTER,
        origin_life=nominations.ORIGIN_LIFE,
        mine_life=nominations.MINE_LIFE,
        attempts_life=mail.ATTEMPTS_LIFE,
        backup_life=nominations.BACKUP_LIFE,
        answer_within=queues.ANSWER_WITHIN,
        least_seconds=traps.LEAST_SECONDS,
        threshold=weighing.THRESHOLD,
        puzzle_cost=proof.COST,
        puzzle_life=proof.LIFE,
        address_paces=mail.ADDRESS_PACES,
        fewest_judges=judging.FEWEST_JUDGES,
        fewest_levels=judging.FEWEST_LEVELS,
        levels=judging.LEVELS,
        commented=tuple(sorted(judging.LEVELS_THAT_NEED_A_COMMENT)),
        usual=USUAL,
        small_staff=programme.SMALL_COMPANY_STAFF,
        code_lasts=listening.CODE_LASTS,
        taken_back_life=interests.TAKEN_BACK_LIFE,
    )


def in_words(span: timedelta) -> str:
    """Write a span as people say it: 30 minutes, 72 hours, 7 days."""
    seconds = int(span.total_seconds())
    for size, unit in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        if seconds >= size and seconds % size == 0 and (unit != "day" or seconds // size > 3):
            return f"{seconds // size} {unit}{'s' if seconds != size else ''}"
    return f"{seconds} seconds"
