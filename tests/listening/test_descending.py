"""Whatever happens between two pages, a post that stays is met: both ways of reading down, against model networks."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.listening.cursor.descending import Descending
from app.listening.cursor.marks import MICROSECONDS, SNOWFLAKES
from app.listening.cursor.position import Position
from app.listening.passes.draining import without_token
from app.listening.sources.protocol import Page, PageRequest

START = datetime(2026, 11, 21, 12, tzinfo=UTC)
REACH = timedelta(days=6)
BY_ID = Descending(SNOWFLAKES, reach=REACH)
BY_TIME = Descending(MICROSECONDS, reach=REACH, is_closed=True)
SIZE = 3
STEPS = st.one_of(
    st.tuples(st.just("arrive"), st.integers(1, 8), st.sampled_from((0, 1, 400, 5_000_000))),
    st.tuples(st.just("arrive late"), st.integers(1, 3), st.integers(0, 110_000_000)),
    st.tuples(st.just("vanish"), st.integers(0, 50), st.just(0)),
    st.tuples(st.sampled_from(("read", "read", "read", "killed", "refused")), st.just(0), st.just(0)),
)


@dataclass
class Network:
    """Posts by number, each with its mark; some are hidden from answers though pages count them."""

    manner: Descending
    answer: Callable[["Network", PageRequest], tuple[Page, set[int]]]
    now: datetime = START
    posts: dict[int, int] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)
    met: set[int] = field(default_factory=set)
    position: Position = field(default_factory=Position)
    numbers: "count[int]" = field(default_factory=count)

    def arrive(self, posts: int, microseconds: int) -> None:
        for _ in range(posts):
            self.now += timedelta(microseconds=microseconds)
            self.put(self.now)

    def arrive_late(self, posts: int, microseconds: int) -> None:
        for _ in range(posts):
            self.put(self.now - timedelta(microseconds=microseconds))

    def put(self, moment: datetime) -> None:
        number = next(self.numbers)
        unique = number if self.manner is BY_ID else 0
        self.posts[number] = int(self.manner.marks.mark_at(moment)) + unique

    def vanish(self, choice: int) -> None:
        if self.posts:
            del self.posts[sorted(self.posts)[choice % len(self.posts)]]

    def read(self, *, is_killed: bool = False) -> None:
        """Read one page; a process that is killed before its commit keeps neither posts nor place."""
        self.now += timedelta(milliseconds=20)
        position, _ = self.manner.begin(self.position, self.now)
        page, given = self.answer(self, self.manner.request_for(position, query="q", size=SIZE))
        if not is_killed:
            self.position = self.manner.after_page(position, page)
            self.met |= given

    def read_to_the_end(self) -> None:
        for _ in range(1_000):
            self.read()
            if not self.position.is_draining:
                return
        raise AssertionError("the drain does not end")


def follow_ids(network: Network, request: PageRequest) -> tuple[Page, set[int]]:
    """Answer as X does: ids between two edges, a token that names the last one given."""
    low = SNOWFLAKES.mark_at(request.start_at) if request.start_at else request.since_id or "0"
    high = (request.token or request.until_id or str(2**70)).removeprefix("below-")
    found = sorted((mark, number) for number, mark in network.posts.items() if int(low) < mark < int(high))[::-1]
    given = found[:SIZE]
    token = f"below-{given[-1][0]}" if found[SIZE:] else None
    return page_of([mark for mark, _ in given], token), {number for _, number in given}


def count_from_the_top(network: Network, request: PageRequest) -> tuple[Page, set[int]]:
    """Answer as Bluesky does: a window of time to whole milliseconds, tokens that count, pages with holes in them."""
    low, high = (int(edge or 0) // 1_000 * 1_000 for edge in (request.since_id, request.until_id))
    found = sorted((-mark, number) for number, mark in network.posts.items() if low <= mark < high)
    offset = int(request.token or 0)
    given = found[offset : offset + SIZE]
    shown = [(-mark, number) for mark, number in given if number not in network.hidden]
    token = str(offset + SIZE) if found[offset + SIZE :] else None
    return page_of([mark for mark, _ in shown], token), {number for _, number in shown}


def page_of(marks: list[int], token: str | None) -> Page:
    newest, oldest = (str(max(marks)), str(min(marks))) if marks else (None, None)
    return Page((), (), newest_id=newest, oldest_id=oldest, next_token=token, units=len(marks))


def play(network: Network, steps: list[tuple[str, int, int]]) -> None:
    for step, number, microseconds in steps:
        if step == "arrive":
            network.arrive(number, microseconds)
        elif step == "arrive late":
            network.arrive_late(number, microseconds)
        elif step == "vanish" and network.manner is BY_ID:
            network.vanish(number)
        elif step == "vanish":
            shown = {post: mark for post, mark in network.posts.items() if mark not in crowded(network)}
            network.posts.pop(next(iter(shown), -1), None)
        elif step == "refused":
            network.position = without_token(network.position)
        elif step in ("read", "killed"):
            network.read(is_killed=step == "killed")
    network.read_to_the_end()
    network.read_to_the_end()


def crowded(network: Network) -> set[int]:
    """List the marks of a millisecond that holds more posts than a page; only there is a token followed."""
    grains = [mark // 1_000 for mark in network.posts.values()]
    return {mark for mark in network.posts.values() if grains.count(mark // 1_000) >= SIZE}


@pytest.mark.parametrize(
    ("manner", "answer"), [(BY_ID, follow_ids), (BY_TIME, count_from_the_top)], ids=["by id", "by time"]
)
@given(steps=st.lists(STEPS, max_size=40))
@settings(max_examples=150, deadline=None)
def test_nothing_that_stays_is_lost(manner: Descending, answer: Callable[..., tuple[Page, set[int]]], steps) -> None:
    network = Network(manner, answer)

    play(network, steps)

    assert network.posts.keys() - network.met == set()


@given(steps=st.lists(STEPS.filter(lambda step: step[0] != "vanish"), max_size=40), hidden=st.sets(st.integers(0, 60)))
@settings(max_examples=100, deadline=None)
def test_pages_with_holes_and_empty_pages_lose_nothing(steps, hidden: set[int]) -> None:
    network = Network(BY_TIME, count_from_the_top, hidden=hidden)

    play(network, steps)

    assert network.posts.keys() - network.met - hidden == set()


def test_posts_of_one_moment_are_all_met_though_they_fill_several_pages() -> None:
    network = Network(BY_TIME, count_from_the_top)
    network.arrive(4, 1_000_000)
    network.arrive(11, 0)
    network.arrive(4, 1_000_000)

    network.read_to_the_end()

    assert network.met == set(network.posts)


def test_a_post_that_vanishes_between_two_pages_takes_no_other_with_it() -> None:
    network = Network(BY_TIME, count_from_the_top)
    network.arrive(9, 1_000_000)
    network.read()
    network.posts.pop(8)

    network.read_to_the_end()

    assert set(network.posts) <= network.met


def test_following_the_tokens_of_such_a_network_would_lose_that_post() -> None:
    network = Network(replace(BY_TIME, is_closed=False, overlap=timedelta(0)), count_from_the_top)
    network.arrive(9, 1_000_000)
    network.position, _ = BY_TIME.begin(network.position, network.now + timedelta(seconds=1))
    page, met = count_from_the_top(network, replace(BY_TIME.request_for(network.position, query="q", size=SIZE)))
    network.posts.pop(8)

    rest = BY_TIME.request_for(network.position, query="q", size=SIZE)
    while page.next_token:
        page, more = count_from_the_top(network, replace(rest, token=page.next_token))
        met |= more

    assert network.posts.keys() - met == {5}
