"""The second factor on the stage: a still clock, and production's rule."""

from dataclasses import replace

import pytest
import time_machine

from app import clock


@pytest.fixture
def still(app):
    """Keep a code right for as long as a test takes."""
    with time_machine.travel(clock.now(), tick=False):
        yield


@pytest.fixture
def needed(app):
    """Ask organisers for a second factor, as production does."""
    kept = app.config["AWARDS"]
    app.config["AWARDS"] = replace(kept, second_factor=frozenset({"organiser"}))
    yield
    app.config["AWARDS"] = kept
