"""The curators' queue: what waits, what is late, what was decided, and where a nomination is found."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Integer, Select, bindparam, case, func, literal, select, union_all
from sqlalchemy.orm import joinedload

from app import clock
from app.extensions import db, table_of
from app.nominations.models import Nomination
from app.nominations.personal import Spot, spot
from app.nominations.queries.masks import is_covered, list_hidden
from app.nominations.queries.searching import FOUND, list_found
from app.nominations.queues import ANSWER_WITHIN, MOST_COUNTED, STATES, Show, age_in_words, is_late
from app.nominations.rules import UNDECIDED, State, identity_of
from app.nominations.weighing import SIGNAL_WORDS
from app.programme.rules import Recognises
from app.web.engine import run
from app.web.links import keyed_hash

PAGE = 20
COUNTED = tuple(sorted(UNDECIDED))
Place = tuple[datetime, int]


@dataclass(frozen=True)
class Row:
    """One line of the queue."""

    nomination: Nomination
    now: datetime
    warnings: int

    @property
    def age(self) -> str:
        """Say how long it has waited."""
        return age_in_words(self.nomination.confirmed_at or self.now, self.now)

    @property
    def is_late(self) -> bool:
        """Tell whether it waits for us too long."""
        waits = self.nomination.state in STATES[Show.WAITING]
        return waits and is_late(self.nomination.confirmed_at or self.now, self.now)

    @property
    def reasons(self) -> list[str]:
        """Say what made the house hold it or look twice."""
        return signal_words(self.nomination)

    @property
    def company_words(self) -> str:
        """Say whether the register knows the company."""
        company = self.nomination.company
        if company is None:
            return "New company"
        return "Company to check" if company.is_unchecked else ""


@dataclass(frozen=True)
class Counts:
    """How many there are of each, cut off above a thousand."""

    waiting: int
    held: int
    asked: int
    late: int


def list_rows(show: Show, now: datetime, *, after: Place | None = None) -> list[Row]:
    """List a page of the queue and one more: the longest waiting first, what was decided newest first."""
    statement = _decided(after) if show is Show.DECIDED else _waiting(STATES[show], after)
    return _rows(statement, now)


def find_next(nomination: Nomination, *, was: State) -> str | None:
    """Find the reference of the next nomination in the same state, from the top again after the last."""
    state = was if was in UNDECIDED else State.SUBMITTED
    others = (Nomination.state == state) & (Nomination.id != nomination.id) & Nomination.confirmed_at.is_not(None)
    ordered = select(Nomination.reference).where(others).order_by(Nomination.confirmed_at, Nomination.id).limit(1)
    place = (nomination.confirmed_at, nomination.id)
    later = ordered.where(_is_after((place[0], place[1]))) if place[0] else ordered
    return db.session.scalar(later) or db.session.scalar(ordered)


def _counted(state: State) -> Select[int, int, int]:
    """Count the longest waiting of a state, at most a thousand and one, and how many of them came before an instant."""
    own, before = table_of(Nomination).c, bindparam("before", type_=Nomination.confirmed_at.type)
    waiting = select(own.confirmed_at).where(own.state == state, own.confirmed_at.is_not(None))
    first = waiting.order_by(own.confirmed_at).limit(MOST_COUNTED + 1).subquery().c.confirmed_at
    place = literal(COUNTED.index(state), Integer).label("place")
    return select(place, func.count().label("number"), func.count(case((first <= before, 1))).label("early"))


COUNT_QUEUE = union_all(*map(_counted, COUNTED))


def count_waiting() -> int:
    """Count the nominations that wait for a curator, cut off above a thousand a state."""
    return count_queue(clock.now()).waiting


def count_queue(now: datetime) -> Counts:
    """Count the parts of the queue, each cut off above a thousand."""
    found = _count(now - ANSWER_WITHIN)
    waiting = [found[state] for state in STATES[Show.WAITING]]
    return Counts(
        waiting=sum(number for number, _ in waiting),
        held=found[State.HELD][0],
        asked=found[State.ASKED][0],
        late=sum(late for _, late in waiting),
    )


def _count(before: datetime) -> dict[State, tuple[int, int]]:
    rows = run(COUNT_QUEUE, {"before": before})
    return {COUNTED[row.place]: (row.number, row.early) for row in rows}


def search(term: str, now: datetime, *, among_all: bool = False) -> list[Row]:
    """List nominations by reference, company, nominee or nominator's name, the newest first."""
    if term.isascii() and term.isalpha() and len(term) == 10:
        by_reference = _rows(select(Nomination).filter_by(reference=term.lower()), now)
        if by_reference:
            return by_reference
    found = list_found(term, among_all=among_all)
    return _rows(select(Nomination).where(Nomination.id.in_(found)).order_by(Nomination.id.desc()), now)


def search_address(address: str, now: datetime) -> list[Row]:
    """List the nominations that came from one address, however it is spelt."""
    identity = keyed_hash("identity", identity_of(address))
    own = select(Nomination).where(Nomination.identity == identity)
    return _rows(own.order_by(Nomination.id.desc()).limit(FOUND), now)


def list_batch(batch: str) -> list[Nomination]:
    """List what was decided in one batch and still stands so."""
    return list(db.session.scalars(select(Nomination).filter_by(batch=batch).order_by(Nomination.id)))


def signal_words(nomination: Nomination) -> list[str]:
    """Say in words what looked scripted or arranged."""
    words = {signal.value: sentence for signal, sentence in SIGNAL_WORDS.items()}
    return [words[code] for code in nomination.signals or [] if code in words]


def why_held(nomination: Nomination) -> str:
    """Say why a nomination is held: a colleague's note, then what was noticed; empty when it is not held."""
    if nomination.state is not State.HELD:
        return ""
    noticed = [f"{reason}." if reason[-1].isalnum() else reason for reason in signal_words(nomination)]
    return " ".join(each for each in (nomination.held_note, *noticed) if each) or "Without a note."


def named_person(nomination: Nomination) -> str:
    """Return the name of the person a nomination is about; empty for companies and teams."""
    is_person = nomination.category.recognises is Recognises.PERSON
    return (nomination.written.nominee or "") if is_person else ""


def _rows(statement: Select[Nomination], now: datetime) -> list[Row]:
    loaded = statement.options(joinedload(Nomination.category), joinedload(Nomination.company))
    spotted = [(each, _spot(each)) for each in db.session.scalars(loaded)]
    hidden = list_hidden([nomination.id for nomination, spots in spotted if spots])
    return [Row(each, now, sum(not is_covered(spot, hidden[each.id]) for spot in spots)) for each, spots in spotted]


def _spot(nomination: Nomination) -> list[Spot]:
    written = nomination.written
    return spot(written.story or "", nominee=named_person(nomination), company=written.company_name or "")


def _waiting(states: tuple[State, ...], after: Place | None) -> Select[Nomination]:
    """Take the first of each state from its own index, then the first of all."""
    firsts = [_first_ids(state, after) for state in states]
    ids = [row for first in firsts for row in run(first).scalars()]
    chosen = select(Nomination).where(Nomination.id.in_(ids))
    return chosen.order_by(Nomination.confirmed_at, Nomination.id).limit(PAGE + 1)


def _first_ids(state: State, after: Place | None) -> Select[int]:
    own = select(Nomination.id).where(Nomination.state == state, Nomination.confirmed_at.is_not(None))
    own = own.where(_is_after(after)) if after else own
    return own.order_by(Nomination.confirmed_at, Nomination.id).limit(PAGE + 1)


def _decided(before: Place | None) -> Select[Nomination]:
    decided = select(Nomination).where(Nomination.decided_at.is_not(None))
    if before is not None:
        moment, last = before
        decided = decided.where(
            Nomination.decided_at <= moment, (Nomination.decided_at < moment) | (Nomination.id < last)
        )
    return decided.order_by(Nomination.decided_at.desc(), Nomination.id.desc()).limit(PAGE + 1)


def _is_after(place: Place) -> ColumnElement[bool]:
    moment, last = place
    return (Nomination.confirmed_at >= moment) & ((Nomination.confirmed_at > moment) | (Nomination.id > last))
