"""What judging promises: states and their moves, deadlines, what a complete scorecard is."""

from collections.abc import Collection, Mapping
from enum import StrEnum

from app.errors import Refused

FIRST_ROUND = 1
LEVELS = (1, 2, 3, 4, 5)
LEVELS_THAT_NEED_A_COMMENT = frozenset({1, 2, 5})
FEWEST_LEVELS = 3
FEWEST_JUDGES = 3
MOST_JUDGES = 9
MINUTES_AN_ENTRY = 10
LONGEST_REMARK = 2000
SHORTEST_REASON, LONGEST_REASON = 5, 500


class Profile(StrEnum):
    """Which set of criteria is used."""

    STORY = "story"
    FULL = "full"


class AssignmentState(StrEnum):
    """Where a judge stands with an entry."""

    ASKED = "asked"
    ACKNOWLEDGED = "acknowledged"
    STARTED = "started"
    SUBMITTED = "submitted"
    RECUSED = "recused"
    RELEASED = "released"


class ScorecardState(StrEnum):
    """Whether a scorecard is being written, handed in, or closed for good."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    LOCKED = "locked"


class AwardState(StrEnum):
    """How far an award has come."""

    PROPOSED = "proposed"
    SIGNED = "signed"
    PUBLISHED = "published"
    REVOKED = "revoked"


class Outcome(StrEnum):
    """What a category ends with."""

    AWARD = "award"
    SHARED = "shared"
    NO_AWARD = "no_award"


class RecusalReason(StrEnum):
    """Why a judge steps back from an entry; whoever hands it back is not asked why."""

    WORK = "work"
    PERSON = "person"
    RIVAL = "rival"
    CUSTOMER = "customer"
    OTHER = "other"
    HANDED_BACK = "handed_back"


_LEAVING = frozenset({AssignmentState.RECUSED, AssignmentState.RELEASED})
_SCORING = frozenset({AssignmentState.STARTED, AssignmentState.SUBMITTED})

MOVES: dict[type[StrEnum], dict[StrEnum, frozenset[StrEnum]]] = {
    AssignmentState: {
        AssignmentState.ASKED: frozenset({AssignmentState.ACKNOWLEDGED}) | _SCORING | _LEAVING,
        AssignmentState.ACKNOWLEDGED: _SCORING | _LEAVING,
        AssignmentState.STARTED: frozenset({AssignmentState.SUBMITTED}) | _LEAVING,
        AssignmentState.SUBMITTED: frozenset({AssignmentState.RECUSED}),
        AssignmentState.RECUSED: frozenset(),
        AssignmentState.RELEASED: frozenset({AssignmentState.ASKED}),
    },
    ScorecardState: {
        ScorecardState.DRAFT: frozenset({ScorecardState.SUBMITTED, ScorecardState.LOCKED}),
        ScorecardState.SUBMITTED: frozenset({ScorecardState.DRAFT, ScorecardState.LOCKED}),
        ScorecardState.LOCKED: frozenset(),
    },
    AwardState: {
        AwardState.PROPOSED: frozenset({AwardState.SIGNED}),
        AwardState.SIGNED: frozenset({AwardState.PUBLISHED}),
        AwardState.PUBLISHED: frozenset({AwardState.REVOKED}),
        AwardState.REVOKED: frozenset(),
    },
}
OPEN_TO_THE_JUDGE = frozenset(
    {
        AssignmentState.ASKED,
        AssignmentState.ACKNOWLEDGED,
        AssignmentState.STARTED,
        AssignmentState.SUBMITTED,
    }
)
WAITING = OPEN_TO_THE_JUDGE - {AssignmentState.SUBMITTED}


def may_move(old: StrEnum, new: StrEnum) -> bool:
    """Tell whether a state may follow another."""
    return new in MOVES[type(old)][old]


def comment_is_due(level: int | None) -> bool:
    """Tell whether a level needs a sentence of explanation."""
    return level in LEVELS_THAT_NEED_A_COMMENT


def require_reason(reason: str) -> None:
    """Refuse to take a submitted scorecard back without saying why."""
    if not SHORTEST_REASON <= len(reason.strip()) <= LONGEST_REASON:
        words = f"Say why in {SHORTEST_REASON} to {LONGEST_REASON} characters."
        raise Refused(words, field="reason")


def find_gaps(titles: Mapping[str, str], levels: Mapping[str, int | None], remarked: Collection[str]) -> dict[str, str]:
    """List what keeps a scorecard from being submitted, by the field it concerns; `titles` names the criteria."""
    gaps: dict[str, str] = {}
    for code, title in titles.items():
        if code not in levels:
            gaps[f"level_{code}"] = f"{title}: choose a level, or “cannot tell”."
        elif comment_is_due(levels[code]) and code not in remarked:
            gaps[f"comment_{code}"] = f"{title}: say in a sentence why this is a {levels[code]}."
    scored = [code for code in titles if levels.get(code) is not None]
    if not gaps and len(scored) < FEWEST_LEVELS:
        blank = next(code for code in titles if levels[code] is None)
        gaps[f"level_{blank}"] = (
            f"Give a level to at least {FEWEST_LEVELS} criteria. You have given {len(scored)}. "
            "If the stories tell too little, step back from this entry instead."
        )
    return gaps


def require_fitting(outcome: Outcome, honoured: int, citation: str) -> None:
    """Refuse an outcome that does not fit the number of entries it honours, or an honour without a reason."""
    if outcome is Outcome.AWARD and honoured != 1:
        raise Refused("Choose the one entry that wins.", field="entries")
    if outcome is Outcome.SHARED and honoured < 2:
        raise Refused("Choose the entries that share the award: at least two.", field="entries")
    if outcome is Outcome.NO_AWARD and honoured:
        raise Refused("“No award” honours no entry. Take the ticks away or choose another outcome.", field="entries")
    if honoured and not citation.strip():
        raise Refused("Say in a sentence or two why. It is published with the award.", field="citation")
