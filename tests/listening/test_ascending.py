"""Whatever arrives while pages are read upwards, and however late, a post is met: against a model of `min_id`."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count

from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.listening.cursor.ascending import Ascending
from app.listening.cursor.marks import MASTODON
from app.listening.cursor.position import Position
from app.listening.sources.protocol import Page, PageRequest

START = datetime(2026, 11, 21, 12, tzinfo=UTC)
UPWARDS = Ascending(MASTODON)
LATEST = 500
SIZE = 3
STEPS = st.one_of(
    st.tuples(st.just("arrive"), st.integers(1, 8), st.integers(0, LATEST)),
    st.tuples(st.just("wait"), st.integers(1, 900), st.just(0)),
    st.tuples(st.sampled_from(("read", "read", "killed")), st.integers(0, 400), st.just(0)),
)
READ = ("read", 0, 0)
A_LONG_DRAIN = [("arrive", 4, 0), READ, ("wait", 10, 0), ("arrive", 1, 0), READ]


@dataclass
class Network:
    """Ids in the order of their times, a place in it, and what was met."""

    now: datetime = START
    ids: list[int] = field(default_factory=list)
    met: set[int] = field(default_factory=set)
    position: Position = field(default_factory=Position)
    numbers: "count[int]" = field(default_factory=count)

    def arrive(self, posts: int, seconds_late: int) -> None:
        """Let posts arrive with the ids of a time that is past."""
        for _ in range(posts):
            moment = self.now - timedelta(seconds=seconds_late)
            self.ids.append(int(MASTODON.mark_at(moment)) + next(self.numbers))

    def read(self, seconds: int, *, is_killed: bool = False) -> None:
        """Read one page, which takes a while; a process that is killed before its commit keeps nothing."""
        position, _ = UPWARDS.begin(self.position, self.now)
        page, given = self.answer(UPWARDS.request_for(position, query="#q", size=SIZE))
        self.now += timedelta(seconds=seconds)
        if not is_killed:
            self.position = UPWARDS.after_page(position, page)
            self.met |= given

    def answer(self, request: PageRequest) -> tuple[Page, set[int]]:
        """Answer as Mastodon does: the posts next above an id."""
        given = sorted(each for each in self.ids if each > int(request.since_id or 0))[:SIZE]
        newest = str(given[-1]) if given else None
        return Page((), (), newest_id=newest, oldest_id=None, next_token=newest, units=len(given)), set(given)

    def read_to_the_end(self) -> None:
        for _ in range(1_000):
            self.read(0)
            if not self.position.is_draining:
                return
        raise AssertionError("the drain does not end")


@given(steps=st.lists(STEPS, max_size=40))
@example(steps=[*A_LONG_DRAIN, ("wait", 100, 0), ("arrive", 1, 400), ("wait", 800, 0), ("arrive", 3, 0), READ])
@settings(max_examples=200, deadline=None)
def test_nothing_is_lost_that_arrives_within_the_overlap(steps: list[tuple[str, int, int]]) -> None:
    network = Network()
    for step, number, seconds_late in steps:
        if step == "arrive":
            network.arrive(number, seconds_late)
        elif step == "wait":
            network.now += timedelta(seconds=number)
        else:
            network.read(number, is_killed=step == "killed")

    network.read_to_the_end()
    network.read_to_the_end()

    first = int(UPWARDS.lower_id(Position(), START))
    assert {each for each in network.ids if each > first} - network.met == set()
