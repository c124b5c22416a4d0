"""The demo, filled once for each database in a whole run of the tests, and copied for whoever asks next."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.demo import filling
from app.extensions import db
from tests.stage import Stage


def fill(stage: Stage, engine: str, shared: Path) -> None:
    """Put the demo into the database of this test process."""
    kept = shared / "demo.db"
    with _alone(shared / f"demo-{engine}.lock"), stage.app(engine).app_context():
        stage.clean(engine)
        if engine == "sqlite" and kept.exists():
            stage.bring_back(kept)
            return
        for _ in filling.play(filling.write_script()):
            pass
        db.session.rollback()
        if engine == "sqlite":
            stage.keep(kept)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
