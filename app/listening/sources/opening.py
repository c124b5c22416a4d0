"""Open the networks whose settings are there; a network's library is loaded only when it is read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module

from app.config import Settings
from app.listening.sources.protocol import Source


@dataclass(frozen=True, slots=True)
class Opening:
    """How to open one network: the settings it cannot do without, and the module that has `open_with(settings)`."""

    module: str
    needed: Mapping[str, Callable[[Settings], str]]


OPENINGS: Mapping[str, Opening] = {
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
    source: Source = import_module(OPENINGS[name].module).open_with(settings)
    return source
