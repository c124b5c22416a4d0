"""What becomes of watches: installed, made, changed, paused, removed, each with the searches that its words ask for."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, select, update

from app import clock
from app.accounts.models import User
from app.audit import service as audit
from app.errors import Conflict, Refused
from app.extensions import db
from app.listening.models import Search, Watch
from app.listening.passes.storing import insert_once
from app.listening.watching.searches import Terms, queries_for
from app.listening.watching.watches import ready_made
from app.web.engine import lock
from app.web.links import new_public_id

CHANGED_MEANWHILE = (
    "This watch was changed since you opened it. Nothing of yours is lost: compare it with what is saved now, "
    "change what you like, and save again."
)

UNORDERED = ("networks", "languages")


@dataclass(frozen=True, slots=True)
class Wish:
    """What a curator wants a watch to be."""

    name: str
    networks: Sequence[str]
    terms: Terms
    every_minutes: int
    is_active: bool

    @property
    def columns(self) -> dict[str, object]:
        """Return it column by column."""
        lists = {name: list(value) if name != "x_query" else value for name, value in asdict(self.terms).items()}
        return {
            "name": self.name,
            "networks": list(self.networks),
            "every_minutes": self.every_minutes,
            "is_active": self.is_active,
            **lists,
        }


def create_watch(wish: Wish, *, by: User) -> Watch:
    """Make a watch; its searches are due at once."""
    require_free_name(wish.name)
    watch = Watch(**wish.columns, created_by_id=by.id, created_at=clock.now())
    db.session.add(watch)
    set_searches(watch)
    audit.record("watch created", about=watch, by=by)
    return watch


def change_watch(watch: Watch, wish: Wish, *, read: int | None = None, by: User) -> list[str]:
    """Change a watch and return the names of what changed; searches that stay keep their place.

    Refused when somebody else changed it since the version that was read, unless both want the same.
    """
    lock(watch)
    if read not in (None, watch.version) and what_differs(watch, wish):
        raise Conflict(CHANGED_MEANWHILE)
    if wish.name != watch.name:
        require_free_name(wish.name)
    changed = what_differs(watch, wish)
    for name in changed:
        setattr(watch, name, wish.columns[name])
    set_searches(watch)
    ask_again(watch, within=timedelta(minutes=watch.every_minutes))
    if changed:
        watch.version += 1
        audit.record("watch changed", about=watch, by=by, changed=", ".join(changed))
    return changed


def what_differs(watch: Watch, wish: Wish) -> list[str]:
    """Name what a wish would change."""
    wanted = wish.columns.items()
    return [name for name, value in wanted if compared(name, getattr(watch, name)) != compared(name, value)]


def compared(name: str, value: Any) -> object:
    """Return what two watches are compared by: networks and languages are the same in any order."""
    return set(value) if name in UNORDERED else value


def pause_watch(watch: Watch, *, by: User) -> None:
    """Stop reading a watch; what it found stays, and so does its place."""
    if not watch.is_active:
        return
    watch.is_active = False
    watch.version += 1
    audit.record("watch paused", about=watch, by=by)


def resume_watch(watch: Watch, *, by: User) -> None:
    """Read a watch again, now, also where its network refused a search."""
    watch.version += not watch.is_active
    watch.is_active = True
    ask_again(watch, within=timedelta(0))
    audit.record("watch resumed", about=watch, by=by)


def remove_watch(watch: Watch, *, by: User) -> None:
    """Remove a watch; the posts it found stay. A pass that reads it just now finds its search gone and leaves it."""
    audit.record("watch removed", about=watch, by=by)
    db.session.execute(delete(Search).where(Search.watch_id == watch.id))
    db.session.execute(delete(Watch).where(Watch.id == watch.id))


def require_free_name(name: str) -> None:
    """Refuse a name that another watch bears."""
    if db.session.scalar(select(Watch.id).where(Watch.name == name)) is not None:
        raise Refused("Another watch has this name. Choose a different one", field="name")


def ask_again(watch: Watch, *, within: timedelta) -> None:
    """Let refused searches be asked once more, and none wait longer than this."""
    latest = clock.now() + within
    own = Search.watch_id == watch.id
    db.session.execute(update(Search).where(own, Search.refused.is_not(None)).values(refused=None, due_at=clock.now()))
    db.session.execute(update(Search).where(own, Search.due_at > latest).values(due_at=latest))


def install_watches(*, by: User | str = "command line") -> int:
    """Put the ready-made watches in, each once, and return how many were new."""
    rows = [
        {
            "public_id": new_public_id(),
            "name": each.name,
            "networks": list(each.networks),
            **{name: list(getattr(each.terms, name)) for name in ("phrases", "hashtags", "exclusions", "languages")},
            "feeds": [],
            "x_query": "",
            "is_active": True,
            "every_minutes": 15,
            "created_at": clock.now(),
        }
        for each in ready_made()
    ]
    new = db.session.scalars(insert_once(Watch, rows, "name").returning(Watch)).all()
    for watch in new:
        set_searches(watch)
    if new:
        audit.record("watches installed", about="watch", by=by, new=len(new))
    return len(new)


def terms_of(watch: Watch) -> Terms:
    """Return what a watch looks for."""
    return Terms(
        phrases=watch.phrases,
        hashtags=watch.hashtags,
        exclusions=watch.exclusions,
        languages=watch.languages,
        feeds=watch.feeds,
        x_query=watch.x_query,
    )


def set_searches(watch: Watch) -> None:
    """Give a watch the searches its words ask for; new ones begin where the network was read to before.

    Raises Refused where a query cannot be brought under the length that a network takes.
    """
    terms = terms_of(watch)
    wanted = {(network, query) for network in watch.networks for query in queries_for(terms, network)}
    held = {(search.network, search.query): search for search in watch.searches}
    floors = {network: lowest_floor(watch.searches, network) for network in watch.networks}
    for key in held.keys() - wanted:
        watch.searches.remove(held[key])
        db.session.delete(held[key])
    for network, query in sorted(wanted - held.keys()):
        watch.searches.append(new_search(network, query, floor_id=floors[network]))
    db.session.flush()


def new_search(network: str, query: str, *, floor_id: str | None) -> Search:
    """Begin a search, due at once."""
    query_hash = hashlib.sha256(query.encode()).hexdigest()
    return Search(network=network, query=query, query_hash=query_hash, due_at=clock.now(), floor_id=floor_id, version=0)


def lowest_floor(searches: Iterable[Search], network: str) -> str | None:
    """Return how far a network was read for a watch by the search that is furthest behind.

    A search that was never read to its end has no floor yet, and what follows it reaches back by itself.
    """
    floors = [search.floor_id for search in searches if search.network == network and search.floor_id]
    return min(floors, key=lambda floor: (len(floor), floor), default=None)
