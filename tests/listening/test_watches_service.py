"""Watches that change: searches keep their place, passes leave what is gone, the log names fields alone."""

import pytest
from flask import Flask
from sqlalchemy import select

from app import clock
from app.accounts.models import User
from app.errors import Refused
from app.extensions import db
from app.listening import service
from app.listening.models import Mention, ReadSpend, Search, Watch
from app.listening.passes import network
from app.listening.passes.stopping import Stop
from app.listening.service import Wish
from app.listening.watching.searches import Terms
from app.web.actions import act
from tests.listening.reading import read, spent
from tests.listening.rows import make_mention, make_watch, verbs
from tests.listening.x_server import make_post
from tests.make import make_user, reload, sign_in


@pytest.fixture
def rosa(app: Flask) -> User:
    return make_user(role="curator")


def wish(name: str = "Praise", *, networks=("x",), every_minutes: int = 15, **terms) -> Wish:
    given = {"phrases": ["great support"], "languages": ["en"], **terms}
    return Wish(name, list(networks), Terms(**given), every_minutes=every_minutes, is_active=True)


def searches_of(watch: Watch) -> dict[str, Search]:
    db.session.rollback()
    return {search.query: search for search in db.session.scalars(select(Search).where(Search.watch_id == watch.id))}


def put_floor(query: str, floor: str | None) -> None:
    def put() -> None:
        db.session.scalars(select(Search).where(Search.query == query)).one().floor_id = floor

    act(put)


class Interrupting(Stop):
    """Do something between two steps of a pass, once."""

    def __init__(self, verb, *, at: int) -> None:
        super().__init__()
        self._verb, self._left = verb, at

    def check(self) -> None:
        self._left -= 1
        if self._left == 0:
            self._verb()
        super().check()


def test_new_words_begin_where_the_network_was_read_to_by_the_search_furthest_behind(rosa):
    watch = act(service.create_watch, wish(networks=["bluesky"], phrases=["one", "two"]), by=rosa)
    put_floor("one", "900")
    put_floor("two", "1700")

    act(service.change_watch, watch, wish(networks=["bluesky"], phrases=["two", "three"]), by=rosa)

    held = searches_of(watch)
    assert {query: search.floor_id for query, search in held.items()} == {"two": "1700", "three": "900"}
    assert held["three"].due_at <= clock.now()


@pytest.mark.usefixtures("_money")
def test_a_post_made_before_the_words_changed_is_found_by_the_new_words(rosa, x, source):
    watch = act(service.create_watch, wish(), by=rosa)
    x.posts = [make_post()]
    read(source)
    late = make_post(number=1)
    x.posts.append(late)

    act(service.change_watch, watch, wish(phrases=["great support", "kind agent"]), by=rosa)
    read(source)

    assert late["id"] in set(db.session.scalars(select(Mention.post_id)))
    assert int(x.asked[-1]["since_id"]) < int(late["id"])


def test_changing_the_interval_alone_keeps_searches_and_shortens_the_wait(rosa):
    watch = act(service.create_watch, wish(every_minutes=1440), by=rosa)
    put_floor('("great support") lang:en -is:retweet -is:nullcast', "5")
    before = searches_of(watch)

    changed = act(service.change_watch, watch, wish(every_minutes=15), by=rosa)

    assert changed == ["every_minutes"]
    assert {search.id for search in searches_of(watch).values()} == {search.id for search in before.values()}
    assert [search.floor_id for search in searches_of(watch).values()] == ["5"]


def test_saving_what_is_there_already_leaves_no_line(rosa):
    watch = act(service.create_watch, wish(), by=rosa)

    changed = act(service.change_watch, watch, wish(), by=rosa)

    assert changed == []
    assert verbs() == ["watch created"]


def test_what_cannot_fit_is_refused_and_nothing_of_it_stays(rosa):
    watch = act(service.create_watch, wish(), by=rosa)

    with pytest.raises(Refused, match=r"“gggg.*does not fit"):
        act(service.change_watch, watch, wish("Other", phrases=["g" * 520]), by=rosa)

    assert reload(watch).name == "Praise"
    assert verbs() == ["watch created"]


@pytest.mark.usefixtures("_money")
@pytest.mark.parametrize("at", [1, 2, 3], ids=["before the first page", "before the second", "before the third"])
def test_a_pass_leaves_a_watch_that_is_removed_under_it(rosa, x, source, at):
    watch = make_watch()
    x.largest_page = 10
    x.posts = [make_post(number=number) for number in range(35)]
    stop = Interrupting(lambda: act(service.remove_watch, watch, by=rosa), at=at)

    report = network.read_network(source, is_asked=True, stop=stop)

    assert report.failure == ""
    assert searches_of(watch) == {}
    assert report.stored.new == db.session.query(Mention).count()


@pytest.mark.usefixtures("_money")
def test_a_watch_removed_while_its_network_answers_is_left_without_an_error(rosa, x, source, app):
    watch = make_watch()
    x.posts = [make_post()]

    def remove(number: int) -> None:
        with app.app_context():
            act(service.remove_watch, db.session.get_one(Watch, watch_id), by="test")

    watch_id, x.before = watch.id, remove
    report = read(source)

    assert (report.failure, report.held_elsewhere, report.stored.new) == ("", 1, 0)
    assert spent() > 0


@pytest.mark.usefixtures("_money")
def test_a_post_of_a_removed_watch_says_so(rosa, x, source, client):
    watch = make_watch()
    x.posts = [make_post()]
    read(source)
    act(service.remove_watch, watch, by=rosa)

    page = sign_in(client, rosa).get("/curate/").get_data(as_text=True)

    assert "Found by a watch that is removed." in page


@pytest.mark.usefixtures("_money")
def test_removing_a_watch_keeps_its_posts_and_what_was_paid(rosa, x, source):
    watch = make_watch()
    x.posts = [make_post()]
    read(source)
    by_file = make_mention()

    act(service.remove_watch, watch, by=rosa)

    db.session.rollback()
    assert db.session.query(Mention).count() == 2
    assert set(db.session.scalars(select(Mention.watch_id))) == {None}
    assert set(db.session.scalars(select(ReadSpend.watch_id))) == {None}
    assert reload(by_file).state == "new"


@pytest.mark.usefixtures("_money")
def test_a_paused_watch_is_not_read_and_keeps_its_place(rosa, x, source):
    watch = make_watch()
    act(service.pause_watch, watch, by=rosa)
    x.posts = [make_post()]

    read(source)
    assert x.asked == []
    act(service.resume_watch, watch, by=rosa)
    read(source, is_asked=False)

    assert len(x.asked) == 1


def test_ready_made_watches_leave_hand_written_searches_of_old_installations_alone(rosa):
    old = act(service.create_watch, wish("Praise of support teams", x_query="great support -is:retweet"), by=rosa)

    act(service.install_watches)
    act(service.install_watches)

    assert reload(old).x_query == "great support -is:retweet"
    assert list(searches_of(old)) == ["great support -is:retweet"]
    assert db.session.query(Watch).count() == 4
