"""The one rule of who may not judge what; everything that hands out, lists, shows or counts an entry asks it.

The work is a constant number of statements, however many entries and judges: what bars is read set by set.
"""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_, select

from app.accounts.models import User, UserRole
from app.accounts.rules import Role
from app.extensions import db
from app.judging.interests import matching
from app.judging.interests.rules import CONFLICTS, Hindrance
from app.judging.models import Assignment, Recusal
from app.judging.rules import OPEN_TO_THE_JUDGE, RecusalReason
from app.nominations.models import Entry, Moderation, Nomination
from app.nominations.rules import identity_of
from app.programme.models import Category, Season
from app.web.links import keyed_hash

Pair = tuple[int, int]
LEFT = {True: "they handed it back", False: "they stepped back from it"}


@dataclass(frozen=True)
class Bar:
    """What keeps a judge from an entry; `words` are the rest of a sentence that organisers read."""

    hindrance: Hindrance
    words: str

    @property
    def is_conflict(self) -> bool:
        """Tell whether it also hides how the entry stands."""
        return self.hindrance in CONFLICTS


def list_bars(category: Category) -> dict[Pair, str]:
    """Say which judge may not score which entry of a category, and why, as the rest of a sentence."""
    return {pair: bar.words for pair, bar in _find(Entry.category_id == category.id).items()}


def list_bars_in(season: Season) -> dict[Pair, Bar]:
    """Say which judge may not score which entry of a season, and why."""
    return _find(Entry.season_id == season.id)


def find_bar(judge: User, entry: Entry) -> str | None:
    """Say why a judge may not score an entry, as the rest of a sentence."""
    here = or_(Entry.id == entry.id, Entry.joined_into_id == entry.id)
    bar = _find(here, judge).get((judge.id, entry.id))
    return bar.words if bar else None


def list_barred_from(judge: User) -> set[int]:
    """List the entries, of those a judge was ever asked to score, that they may not."""
    asked = select(Assignment.entry_id).where(Assignment.judge_id == judge.id)
    here = or_(Entry.id.in_(asked), Entry.joined_into_id.in_(asked))
    return {entry_id for _, entry_id in _find(here, judge)}


def list_barred_assignments(season: Season) -> dict[int, int]:
    """List what judges of a season have on hand and may not score, each with the number of the judge."""
    barred = {pair for pair, bar in _find(Entry.season_id == season.id).items() if bar.hindrance is not Hindrance.LEFT}
    query = select(Assignment.id, Assignment.judge_id, Entry.standing_id).join(Entry, Entry.id == Assignment.entry_id)
    query = query.where(
        Assignment.judge_id.in_({judge_id for judge_id, _ in barred}),
        Assignment.state.in_(OPEN_TO_THE_JUDGE),
        Entry.season_id == season.id,
    )
    rows = db.session.execute(query) if barred else ()
    return {number: judge_id for number, judge_id, entry_id in rows if (judge_id, entry_id) in barred}


def is_counting(season: Season) -> ColumnElement[bool]:
    """Choose the assignments of a season that nothing bars, for statements that count them."""
    return Assignment.id.not_in(list_barred_assignments(season))


def list_conflicted(category: Category) -> set[int]:
    """List the people who may not see how a category stands, because of a tie with one of its entries."""
    return {person for (person, _), bar in _find(Entry.category_id == category.id).items() if bar.is_conflict}


def list_categories_closed_to(person: User, season: Season) -> set[int]:
    """List the categories of a season whose standing is hidden from a person, because of a tie with an entry."""
    bars = _find(Entry.season_id == season.id, person)
    entries = [entry_id for (_, entry_id), bar in bars.items() if bar.is_conflict]
    if not entries:
        return set()
    return set(db.session.scalars(select(Entry.category_id).where(Entry.id.in_(entries))))


def _find(here: ColumnElement[bool], judge: User | None = None) -> dict[Pair, Bar]:
    """Find every bar on the entries that `here` chooses, for one judge or for all; what is joined counts as one."""
    ties = matching.list_ties(here, judge.id if judge else None)
    tied = {pair: Bar(Hindrance.TIE, words) for pair, words in ties.items()}
    return _left(here, judge) | _moderated(here, judge) | _nominated(here, judge) | tied


def _nominated(here: ColumnElement[bool], judge: User | None) -> dict[Pair, Bar]:
    people = [(judge.id, judge.email)] if judge else _everybody()
    identities = {keyed_hash("identity", identity_of(email)): number for number, email in people}
    query = (
        select(Nomination.identity, Entry.standing_id)
        .join(Entry, Entry.id == Nomination.entry_id)
        .where(here, Nomination.identity.in_(identities))
    )
    bar = Bar(Hindrance.NOMINATED, "it was nominated from the same address")
    return {(identities[str(identity)], entry_id): bar for identity, entry_id in db.session.execute(query)}


def _everybody() -> list[tuple[int, str]]:
    """List everyone who judges, or was ever asked to, with their address."""
    judges = select(UserRole.user_id).where(UserRole.role == Role.JUDGE)
    asked = select(Assignment.judge_id)
    query = select(User.id, User.email).where(or_(User.id.in_(judges), User.id.in_(asked)))
    return [(number, email) for number, email in db.session.execute(query)]


def _moderated(here: ColumnElement[bool], judge: User | None) -> dict[Pair, Bar]:
    query = (
        select(Moderation.user_id, Entry.standing_id)
        .join(Nomination, Nomination.id == Moderation.nomination_id)
        .join(Entry, Entry.id == Nomination.entry_id)
        .where(here)
        .distinct()
    )
    if judge:
        query = query.where(Moderation.user_id == judge.id)
    bar = Bar(Hindrance.MODERATED, "a nomination of it was moderated by the same person")
    return dict.fromkeys([(judge_id, entry_id) for judge_id, entry_id in db.session.execute(query)], bar)


def _left(here: ColumnElement[bool], judge: User | None) -> dict[Pair, Bar]:
    query = (
        select(Recusal.judge_id, Entry.standing_id, Recusal.reason)
        .join(Entry, Entry.id == Recusal.entry_id)
        .where(here)
    )
    if judge:
        query = query.where(Recusal.judge_id == judge.id)
    return {
        (judge_id, entry_id): Bar(Hindrance.LEFT, LEFT[reason is RecusalReason.HANDED_BACK])
        for judge_id, entry_id, reason in db.session.execute(query)
    }
