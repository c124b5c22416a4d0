"""The demo, filled once for each database and only read by the tests."""

from collections.abc import Iterator

import pytest
from flask import Flask

from app.demo import filling
from app.extensions import db


@pytest.fixture(scope="module")
def demo(_stage, engine: str) -> Iterator[Flask]:
    """Give an app whose database holds the demo."""
    app = _stage.app(engine)
    with app.app_context():
        _stage.clean(engine)
        for _ in filling.play(filling.write_script()):
            pass
        yield app
        db.session.rollback()
