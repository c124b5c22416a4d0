"""What curators do with watches: install the ready-made ones, and bring each one's searches in line with its words."""

import hashlib
from collections.abc import Iterable

from app import clock
from app.accounts.models import User
from app.audit import service as audit
from app.extensions import db
from app.listening.models import Search, Watch
from app.listening.searches import Terms, queries_for
from app.listening.storing import insert_once
from app.listening.watches import ready_made
from app.web.links import new_public_id

Wanted = tuple[str, str]


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
