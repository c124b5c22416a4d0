"""Check at their source the posts we hold: what is gone there is wiped here, and a failing check changes nothing."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar, runtime_checkable

from app import clock
from app.errors import Unavailable
from app.extensions import db, table_of
from app.listening.finding.languages import detect
from app.listening.models import Mention, Outreach, ReadSpend
from app.listening.passes import storing
from app.listening.passes.stopping import Stop
from app.listening.queries.checking import UNCHECKED_FOR, list_to_check
from app.listening.service import checking as service
from app.listening.service.checking import PART_OF_A_DAY, NoMoneyLeft
from app.listening.sources.protocol import FailureKind, Known, Page, Presence, Source, SourceFailure
from app.listening.spending import ledger
from app.web.actions import act
from app.web.sweeping import sweep

A_SWEEP_SECONDS = 600.0

T = TypeVar("T")


@runtime_checkable
class Rereading(Source, Protocol):
    """A network that gives the present words of posts by their ids."""

    def read_again(self, posts: Sequence[Known]) -> Page:
        """Read at most `largest_check` posts, or raise SourceFailure."""
        ...


@dataclass(slots=True)
class Checked:
    """What a sweep over one network came to, and why it ended early if it did."""

    network: str
    present: int = 0
    edited: int = 0
    gone: int = 0
    doubted: int = 0
    unknown: int = 0
    cost: int = 0
    note: str = ""
    failure: str = ""

    @property
    def asked(self) -> int:
        """Return how many posts were asked after."""
        return self.answered + self.unknown

    @property
    def answered(self) -> int:
        """Return of how many posts the network said something."""
        return self.present + self.edited + self.gone + self.doubted


def check_network(source: Source, *, is_asked: bool, stop: Stop) -> Checked:
    """Check what we hold of one network; unless a person asked, only what was not checked for a day."""
    report, began = Checked(source.name), clock.now()
    act(service.wipe_overdue, source.name)
    since = None if is_asked else clock.now() - UNCHECKED_FOR
    ids = list_to_check(source.name, is_costly=bool(source.price), unchecked_since=since)
    try:
        check_all(source, ids, report, stop, began=began)
    except SourceFailure as failure:
        report.failure = failure.sentence
    except NoMoneyLeft as reached:
        report.note = str(reached)
    finally:
        wipe_gone(report, began=began)
    act(service.note_sweep, source.name, report.failure)
    if report.gone:
        sweep(table_of(Mention), table_of(Outreach))
    return report


def wipe_gone(report: Checked, *, began: datetime) -> None:
    """Wipe what a sweep was told is gone, unless that is so much that it is asked once more."""
    report.doubted = act(service.wipe_doubted, report.network, began=began, answered=report.answered)
    report.gone -= report.doubted


def check_all(source: Source, ids: Sequence[int], report: Checked, stop: Stop, *, began: datetime) -> None:
    """Check batch after batch for ten minutes at most; the next check begins with what waited longest."""
    ends_at = time.monotonic() + A_SWEEP_SECONDS
    done = 0
    while done < len(ids):
        stop.check()
        if time.monotonic() > ends_at:
            report.note = "there is more; the next check goes on from here"
            return
        done += check_batch(source, ids[done : done + source.largest_check], report, stop, began=began)


def check_batch(
    source: Source,
    ids: Sequence[int],
    report: Checked,
    stop: Stop,
    *,
    part: int = PART_OF_A_DAY,
    began: datetime | None = None,
) -> int:
    """Check a few posts, each step on its own: money aside, ask, take in the answer; return how many were taken."""
    batch = act(service.prepare, source, ids, part=part)
    posts = list(batch.posts.values())
    if not posts:
        return batch.taken
    told = asked(lambda: source.check(posts), batch.spend, stop)
    report.cost += act(service.take_in, source, batch, told, began=began)
    said = [told.get(known.post_id, Presence.UNKNOWN) for known in posts]
    for word in said:
        setattr(report, word, getattr(report, word) + 1)
    edited = [known for known, word in zip(posts, said, strict=True) if word is Presence.EDITED]
    if edited and isinstance(source, Rereading):
        read_again(source, edited, report, stop, part=part)
    return batch.taken


def read_again(source: Rereading, posts: Sequence[Known], report: Checked, stop: Stop, *, part: int) -> None:
    """Read edited posts anew as far as money goes; else the mark warns curators until the next pass finds them."""
    try:
        paid, spend = act(service.set_aside_what_is_left, source, len(posts), part=part)
    except NoMoneyLeft as reached:
        report.note = str(reached)
        return
    page = asked(lambda: source.read_again(posts[:paid]), spend, stop)
    report.cost += act(service.take_in_words, source, page, storing.score(page.posts, detect=detect), spend)


def asked(call: Callable[[], T], spend: ReadSpend | None, stop: Stop) -> T:
    """Ask a source, and settle what a failure cost; what no source should raise counts as a fault of ours."""
    db.session.rollback()
    try:
        with stop.while_reading():
            return call()
    except Unavailable:
        raise
    except Exception as wrong:
        failure = failure_of(wrong)
        if spend is not None:
            act(ledger.settle, spend, amount=spend.reserved if failure.may_cost else 0)
        raise failure from wrong


def failure_of(wrong: Exception) -> SourceFailure:
    """Tell a source's own failure from a slip of ours."""
    if isinstance(wrong, SourceFailure):
        return wrong
    sentence = f"Our own code stumbled over an answer ({type(wrong).__name__})."
    return SourceFailure(FailureKind.BUG, sentence, may_cost=True)
