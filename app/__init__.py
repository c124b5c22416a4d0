"""Support Awards: find, nominate, judge and honour people who give great support."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from app.config import Settings


def create_app(settings: "Settings | None" = None) -> "Flask":
    """Make the app; raise Misconfigured when the settings cannot work.

    The wiring is imported here and not above, so that a pure part such as the praise score can be used alone.
    """
    from app import wiring

    return wiring.create_app(settings)
