from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.listening.cursor.descending import Descending
from app.listening.cursor.marks import SNOWFLAKES, is_newer
from app.listening.cursor.position import Position
from app.listening.passes.draining import without_token
from app.listening.sources.protocol import Page

REACH = timedelta(days=6, hours=23)
X = Descending(SNOWFLAKES, reach=REACH)
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def page(*ids: str, token: str | None = None) -> Page:
    order = sorted(ids, key=int)
    newest, oldest = (order[-1], order[0]) if order else (None, None)
    return Page((), (), newest_id=newest, oldest_id=oldest, next_token=token, units=len(ids))


def test_the_lower_edge_stays_the_same_through_a_drain() -> None:
    position, _ = X.begin(Position(floor_id=SNOWFLAKES.mark_at(NOW - timedelta(hours=1))), NOW)
    first = X.request_for(position, query="q", size=10)
    later, _ = X.begin(X.after_page(position, page("900", token="t")), NOW + timedelta(minutes=20))

    second = X.request_for(later, query="q", size=10)

    assert second.since_id == first.since_id == SNOWFLAKES.mark_at(NOW - timedelta(hours=1) - X.overlap)
    assert second.token == "t"


def test_the_floor_is_lifted_only_when_the_last_page_is_in() -> None:
    position, _ = X.begin(Position(floor_id="100"), NOW)

    first = X.after_page(position, page("300", "290", token="a"))
    second = X.after_page(first, page("280", token="b"))
    done = X.after_page(second, page("270"))

    assert (first.floor_id, second.floor_id) == ("100", "100")
    assert second.drain_high_id == "300"
    assert second.drain_oldest_id == "280"
    assert done == Position(floor_id="300")


def test_newer_posts_on_a_later_page_do_not_lift_the_floor_over_unread_ones() -> None:
    position = X.after_page(Position(drain_started_at=NOW, drain_from_at=NOW), page("300", token="a"))

    assert X.after_page(position, page("400", "200")).floor_id == "300"


def test_a_pass_that_finds_nothing_moves_nothing() -> None:
    kept = X.after_page(X.begin(Position(floor_id="100"), NOW)[0], page())
    still_new = X.after_page(X.begin(Position(), NOW)[0], page())

    assert kept == Position(floor_id="100")
    assert still_new == Position()


def test_without_a_token_reading_goes_on_below_the_oldest_post() -> None:
    position, _ = X.begin(Position(), NOW)
    lost = without_token(X.after_page(position, page("300", "250", token="a")))

    request = X.request_for(lost, query="q", size=10)

    assert (request.until_id, request.token, request.start_at) == ("250", None, None)
    assert request.since_id == SNOWFLAKES.mark_at(NOW - timedelta(hours=2))


def test_a_floor_out_of_reach_leaves_a_gap_of_exactly_what_is_missed() -> None:
    floor = SNOWFLAKES.mark_at(NOW - timedelta(days=9))

    position, gap = X.begin(Position(floor_id=floor), NOW)

    assert gap is not None
    assert (gap.from_at, gap.to_at) == (NOW - timedelta(days=9), NOW - REACH)
    assert X.request_for(position, query="q", size=10).start_at == NOW - REACH


def test_a_drain_left_alone_for_a_week_begins_anew() -> None:
    begun, _ = X.begin(Position(), NOW)
    left = replace(X.after_page(begun, page("300", token="a")), drain_token="a")

    position, gap = X.begin(left, NOW + timedelta(days=8))

    assert position.drain_token is None
    assert gap is not None


def test_an_id_that_holds_no_time_is_used_as_it_is() -> None:
    position, gap = X.begin(Position(floor_id="1000"), NOW)

    assert gap is None
    assert X.request_for(position, query="q", size=10).since_id == "1000"


@given(st.integers(0, 30 * 365 * 24 * 3600 * 10**6))
def test_an_id_tells_the_time_it_was_made_from(microseconds: int) -> None:
    moment = datetime(2016, 1, 1, tzinfo=UTC) + timedelta(microseconds=microseconds)

    told = SNOWFLAKES.moment_of(SNOWFLAKES.mark_at(moment))

    assert told is not None
    assert timedelta(0) <= moment - told < timedelta(milliseconds=1)


@given(st.lists(st.integers(1, 10**18), unique=True, min_size=1, max_size=60), st.integers(1, 7))
def test_every_post_is_met_and_the_floor_ends_at_the_newest(ids: list[int], size: int) -> None:
    waiting = sorted(ids, reverse=True)
    position, _ = X.begin(Position(), NOW)
    met: list[int] = []

    while position.is_draining:
        below = position.drain_oldest_id
        rest = [each for each in waiting if below is None or each < int(below)]
        met += rest[:size]
        position = X.after_page(position, page(*map(str, rest[:size]), token="t" if rest[size:] else None))

    assert met == waiting
    assert position.floor_id == str(waiting[0])


def test_ids_are_compared_as_numbers() -> None:
    assert is_newer("1000", "999")
    assert not is_newer("999", "1000")
