"""What a judge sees of a tie-break: two entries side by side, their own choices, and nothing of the others'."""

from dataclasses import dataclass

from app.accounts.models import User
from app.judging.deciding import votes
from app.judging.deciding.pairs import Pair, order_for, pairs_of
from app.judging.deciding.tie_breaks import find_seat, get_own_tie
from app.judging.models import TieBreak, TieJudge
from app.judging.wording import circumstances
from app.nominations import queries as nominations
from app.nominations.models import Entry
from app.nominations.queries import Story


@dataclass(frozen=True)
class Side:
    """One of two entries, with the stories as judges read them."""

    entry: Entry
    stories: list[tuple[str, Story]]


@dataclass(frozen=True)
class Comparison:
    """One pair and what a judge chose in it."""

    first: Entry
    second: Entry
    chosen: int | None

    @property
    def key(self) -> str:
        """Name the pair in an address."""
        return f"{self.first.public_id}.{self.second.public_id}"

    @property
    def pair(self) -> Pair:
        """Name the pair by the numbers of its entries."""
        return self.first.id, self.second.id

    @property
    def chosen_title(self) -> str:
        """Return the name of the entry that was put first."""
        return next((each.title for each in (self.first, self.second) if each.id == self.chosen), "")


@dataclass(frozen=True)
class OwnTie:
    """A tie-break as one judge sees it."""

    tie: TieBreak
    seat: TieJudge
    comparisons: list[Comparison]

    @property
    def is_open(self) -> bool:
        """Tell whether this judge can still choose."""
        return self.tie.is_open and self.seat.finished_at is None

    @property
    def made(self) -> list[Comparison]:
        """Return what this judge has compared."""
        return [each for each in self.comparisons if each.chosen is not None]

    @property
    def waiting(self) -> list[Comparison]:
        """Return what this judge has still to compare."""
        return [each for each in self.comparisons if each.chosen is None]

    def find(self, key: str) -> Comparison | None:
        """Find the pair that an address names, else the next that waits."""
        named = next((each for each in self.comparisons if each.key == key), None)
        return named or next(iter(self.waiting), None)


def get_own(judge: User, public_id: str) -> OwnTie:
    """Return a tie-break with what a judge chose in it; missing for whoever is not asked."""
    tie = get_own_tie(judge, public_id)
    own, entries = votes.list_own_votes(judge, tie), {entry.id: entry for entry in tie.entries}
    pairs = [(pair, order_for(pair, judge.id)) for pair in pairs_of(list(entries))]
    comparisons = [Comparison(entries[one], entries[two], own.get(pair)) for pair, (one, two) in pairs]
    return OwnTie(tie, find_seat(tie, judge), comparisons)


def read_sides(comparison: Comparison) -> list[Side]:
    """Read the stories of both entries."""
    return [_side(entry) for entry in (comparison.first, comparison.second)]


def _side(entry: Entry) -> Side:
    return Side(entry, [(circumstances(story), story) for story in nominations.list_stories_of(entry)])
