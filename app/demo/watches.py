"""Watches in every state worth seeing, and what each of them found."""

from collections.abc import Sequence
from functools import partial

from sqlalchemy import select

from app import clock
from app.demo import written
from app.demo.mentions import FIRST_ID, PASSES, fields_of, posted_by_now
from app.demo.script import Script
from app.demo.seasons import Stage
from app.demo.written import Row
from app.extensions import db
from app.listening import service
from app.listening.models import Mention, Search, Watch
from app.listening.passes import standing, storing
from app.listening.posts import Post, post_from
from app.listening.rules import DismissReason
from app.listening.service.watches import terms_of
from app.listening.sources.protocol import FailureKind, SourceFailure
from app.listening.watching.matching import stands_in, words_of
from app.listening.watching.searches import Terms
from app.web.actions import act

MADE = -40
FIRST_NOISE = FIRST_ID + 5_000
HOURS_BETWEEN_NOISE = 50
ADVERTS = ("vouchers", "tenfold", "garden_gate", "slippers")


def stage(script: Script, held: Stage) -> None:
    """Note when watches are made, find posts, and come to rest."""
    for number, row in enumerate(written.watches()):
        script.add(held.days.at(MADE, f"10:0{number}"), partial(make, held, row))
        if row.get("is_paused"):
            script.add(held.days.at(-9, "16:20"), partial(pause, held, row))
        if "refused" in row:
            script.add(held.days.ago(hours=5), partial(refuse, row))
    for hours in PASSES:
        script.add(held.days.ago(hours=hours, minutes=1), partial(look, held))
    for number, row in enumerate(written.noise()):
        hours = 30 + number * HOURS_BETWEEN_NOISE
        noise = {**row, "hours_ago": hours}
        script.add(held.days.ago(hours=hours - 1), partial(bring_noise, held, noise, FIRST_NOISE + number))
        script.add(held.days.ago(hours=hours - 6), partial(let_go, held, noise, FIRST_NOISE + number))


def make(held: Stage, row: Row) -> None:
    """Make a watch as a curator would."""
    terms = Terms(
        phrases=row.get("phrases", []),
        hashtags=row.get("hashtags", []),
        languages=["en"],
        x_query=row.get("x_query", ""),
    )
    wish = service.Wish(row["name"], row["networks"], terms, every_minutes=60, is_active=True)
    act(service.create_watch, wish, by=held.people["rosa"])


def named(name: str) -> Watch:
    """Return a watch by its name."""
    return db.session.scalars(select(Watch).filter_by(name=name)).one()


def pause(held: Stage, row: Row) -> None:
    """Let a watch rest."""
    act(service.pause_watch, named(row["name"]), by=held.people["rosa"])


def refuse(row: Row) -> None:
    """Let the network refuse what was written by hand."""
    search = db.session.scalars(select(Search).join(Search.watch).where(Watch.name == row["name"])).one()
    taken = act(standing.take_lease, search.id, due_at=search.due_at)
    if taken is not None:
        act(standing.refuse_search, taken, SourceFailure(FailureKind.BAD_QUERY, row["refused"]))
        act(standing.free_lease, taken)


def look(held: Stage) -> None:
    """Let each watch find what it looks for among the posts made so far."""
    posts = list(posted_by_now(held))
    for watch in db.session.scalars(select(Watch).where(Watch.is_active).order_by(Watch.id)).all():
        words, networks, watch_id = words_of(terms_of(watch)), watch.networks, watch.id
        wanted = [
            post for post in posts if post.network in networks and any(stands_in(post.text, each) for each in words)
        ]
        act(keep, wanted, watch_id)


def keep(posts: Sequence[Post], watch_id: int) -> None:
    """Store posts as found by a watch."""
    stored = storing.store(storing.score(posts), [], watch_id=watch_id)
    storing.note_found(stored, about=db.session.get_one(Watch, watch_id), by="worker")


def bring_noise(held: Stage, row: Row, post_id: int) -> None:
    """Let the noisy watch find something."""
    post = post_from(fields_of(row, post_id, held), network=None, now=clock.now())
    act(keep, [post], named(written.watches()[0]["name"]).id)


def let_go(held: Stage, row: Row, post_id: int) -> None:
    """Let a curator dismiss it."""
    mention = db.session.scalars(select(Mention).filter_by(post_id=str(post_id))).one()
    reason = DismissReason.ADVERT if row["handle"].startswith(ADVERTS) else DismissReason.NOT_SUPPORT
    act(service.dismiss, mention, reason=reason, by=held.people["mina"])
