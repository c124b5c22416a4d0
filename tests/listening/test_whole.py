"""Whatever a feed shows and lets go, each item is met or lies in a gap: against a model of a feed's window."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.listening.cursor.marks import MICROSECONDS
from app.listening.cursor.position import Gap, Position
from app.listening.cursor.whole import Whole
from app.listening.sources.protocol import Page
from app.listening.sources.rss.items import page_of
from app.listening.sources.rss.parsing import read_here
from tests.listening.feed_server import item, rss

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
FEEDS = Whole(MICROSECONDS)
DATES = ("", "soon", "Fri, 20 Nov 2026 10:00:00 GMT", "Sat, 21 Nov 2026 11:00:00 GMT", "Fri, 20 Nov 1999 10:00:00 GMT")
PUBLISH_NOW = st.tuples(st.just("publish now"), st.integers(1, 6), st.just(""))
READ = st.tuples(st.just("read"), st.just(0), st.just(""))
STEPS = st.one_of(
    st.tuples(st.just("publish"), st.integers(1, 4), st.sampled_from(DATES)),
    PUBLISH_NOW,
    st.tuples(st.just("edit"), st.integers(0, 9), st.sampled_from(DATES)),
    st.tuples(st.just("take out"), st.integers(0, 9), st.just("")),
    st.tuples(st.sampled_from(("read", "read", "unchanged")), st.just(0), st.just("")),
)


@dataclass
class Feed:
    """A window of items, where its reading stands, when each item came, and what became of it."""

    window: int
    identity: tuple[str, ...] = ()
    is_rising: bool = False
    now: datetime = NOW
    items: list[tuple[int, str]] = field(default_factory=list)
    came_at: dict[int, datetime] = field(default_factory=dict)
    met: set[int] = field(default_factory=set)
    gaps: list[Gap] = field(default_factory=list)
    position: Position = field(default_factory=Position)
    numbers: "count[int]" = field(default_factory=lambda: count(1))

    def publish(self, date: str | None) -> None:
        """Put an item on top; the oldest one leaves."""
        number = next(self.numbers)
        self.now += timedelta(milliseconds=300)
        written = f"{self.now:%a, %d %b %Y %H:%M:%S} GMT" if date is None else date
        self.came_at[number] = self.now
        self.items = [(number, written), *self.items][: self.window]

    def edit(self, choice: int, date: str) -> None:
        """Give an item another date, in its place."""
        if self.items:
            place = choice % len(self.items)
            self.items[place] = (self.items[place][0], date)

    def take_out(self, choice: int) -> None:
        """Take an item out that was read before, as a moderator would."""
        known = [each for each in self.items if each[0] in self.met]
        if known:
            self.items.remove(known[choice % len(known)])

    def read(self) -> None:
        """Read the window."""
        self.now += timedelta(seconds=1)
        position, _ = FEEDS.begin(self.position, self.now)
        self.now += timedelta(seconds=1)
        page = self.answer()
        if (gap := FEEDS.missed(position, page)) is not None:
            self.gaps.append(gap)
        self.position = FEEDS.after_page(position, page)
        self.met |= {number for number, _ in self.items}

    def answer(self) -> Page:
        """Show the window as RSS."""
        shown = self.items[::-1] if self.is_rising else self.items
        without = dict.fromkeys(self.identity, "")
        body = rss(*(item(number, text=f"Words {number}", **{"pubDate": date, **without}) for number, date in shown))
        read = read_here(body.encode(), "")
        assert read is not None
        return page_of(read, feed="f", found_at="https://f.example/feed", now=self.now)

    def unchanged(self) -> None:
        """Read again and be told that nothing has changed since."""
        position, _ = FEEDS.begin(self.position, self.now)
        nothing = Page((), (), newest_id=None, oldest_id=None, next_token=None, units=0)
        assert FEEDS.missed(position, nothing) is None

    def lost(self) -> set[int]:
        """Return what came after the first reading and was neither read nor reported."""
        return {
            number
            for number, moment in self.came_at.items()
            if number not in self.met and not any(gap.from_at <= moment <= gap.to_at for gap in self.gaps)
        }


def play(feed: Feed, steps: list[tuple[str, int, str]]) -> None:
    feed.read()
    for step, number, date in steps:
        if step.startswith("publish"):
            for _ in range(number):
                feed.publish(None if step == "publish now" else date)
        elif step == "edit":
            feed.edit(number, date)
        elif step == "take out":
            feed.take_out(number)
        else:
            getattr(feed, step)()
    feed.read()


@pytest.mark.parametrize("identity", [(), ("guid",), ("guid", "link")], ids=["id", "link", "title"])
@given(steps=st.lists(STEPS, max_size=40), window=st.integers(1, 6))
@settings(max_examples=150, deadline=None)
def test_each_item_is_met_or_lies_in_a_gap_whatever_dates_it_bears(identity, steps, window: int) -> None:
    feed = Feed(window, identity)

    play(feed, steps)

    assert feed.lost() == set()


@given(steps=st.lists(st.one_of(PUBLISH_NOW, READ), max_size=40))
@settings(max_examples=100, deadline=None)
def test_so_it_is_in_a_feed_that_shows_its_oldest_item_first(steps) -> None:
    feed = Feed(4, is_rising=True)

    play(feed, steps)

    assert feed.lost() == set()


def test_no_gap_is_told_while_something_known_stands_below_what_is_new() -> None:
    feed = Feed(5)
    for _ in range(3):
        feed.publish("")
    for _ in range(8):
        feed.read()
        for _ in range(4):
            feed.publish("")

    assert feed.gaps == []


def test_an_item_pinned_to_the_top_hides_no_gap() -> None:
    feed = Feed(3)
    for _ in range(3):
        feed.publish(None)
    feed.read()
    pinned = feed.items[0]
    for _ in range(4):
        feed.publish(None)
    feed.items = [pinned, *feed.items[:2]]

    feed.read()

    assert feed.lost() == set()
    assert len(feed.gaps) == 1
