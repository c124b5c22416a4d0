"""The demo, only read by these tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from app.extensions import db
from tests.demo.filled import fill
from tests.stage import Stage


@pytest.fixture(scope="module")
def demo(_stage: Stage, engine: str, _shared: Path) -> Iterator[Flask]:
    """Give an app whose database holds the demo."""
    fill(_stage, engine, _shared)
    app = _stage.app(engine)
    with app.app_context():
        yield app
        db.session.rollback()
