"""Open the networks whose settings are there; a network's library is loaded only when it is read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from importlib import import_module

from app.config import Settings
from app.listening.sessions import SealedSessions
from app.listening.sources.protocol import Source

POLITE = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Opening:
    """How to open one network: the settings it cannot do without, and the module that has `open_with(settings)`.

    A network that wants a log-in is also given where its session is kept; `shortest_interval` is how far apart its
    readings are at least, whatever a watch says.
    """

    module: str
    needed: Mapping[str, Callable[[Settings], str]]
    has_session: bool = False
    shortest_interval: timedelta = timedelta(0)


OPENINGS: Mapping[str, Opening] = {
    "bluesky": Opening(
        "app.listening.sources.bluesky.source",
        {
            "AWARDS_BLUESKY_HANDLE": lambda given: given.bluesky_handle,
            "AWARDS_BLUESKY_APP_PASSWORD": lambda given: given.bluesky_app_password,
        },
        has_session=True,
        shortest_interval=POLITE,
    ),
    "mastodon": Opening(
        "app.listening.sources.mastodon.source", {"AWARDS_MASTODON_URL": lambda given: given.mastodon_url}
    ),
    "rss": Opening("app.listening.sources.rss.source", {}, shortest_interval=POLITE),
    "x": Opening("app.listening.sources.x.source", {"AWARDS_X_BEARER_TOKEN": lambda given: given.x_bearer_token}),
}
NETWORKS = tuple(sorted(OPENINGS))


def missing(name: str, settings: Settings) -> str:
    """Name the settings that a network still needs, empty when it can be read."""
    return ", ".join(setting for setting, value in OPENINGS[name].needed.items() if not value(settings))


def open_source(name: str, settings: Settings) -> Source | None:
    """Return a network ready to be read, or None when its settings are missing."""
    if missing(name, settings):
        return None
    opening = OPENINGS[name]
    kept = (SealedSessions(name),) if opening.has_session else ()
    source: Source = import_module(opening.module).open_with(settings, *kept)
    return source


def shortest_interval(name: str) -> timedelta:
    """Return how far apart the readings of a network are at least."""
    return OPENINGS[name].shortest_interval if name in OPENINGS else timedelta(0)
