"""Open the networks whose settings are there."""

from app.config import Settings
from app.listening.sources.protocol import Source
from app.listening.sources.x.source import XSource

NEEDED = {"x": "AWARDS_X_BEARER_TOKEN"}


def open_source(name: str, settings: Settings) -> Source | None:
    """Return a network ready to be read, or None when its settings are missing."""
    if name == "x" and settings.x_bearer_token:
        return XSource(token=settings.x_bearer_token, base=settings.x_api_url)
    return None
