"""The demo, filled once for each database in a whole run of the tests, and copied for whoever asks next."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.demo import filling
from app.extensions import db
from tests.stage import Stage

DEMO = "the demo"


def fill(stage: Stage, engine: str, shared: Path) -> None:
    """Put the demo into the database of this test process, unless it is what that holds."""
    if stage.holds.get(engine) == DEMO:
        return
    kept = shared / "demo.db"
    with _alone(shared / f"demo-{engine}.lock"), stage.app(engine).app_context():
        stage.clean(engine)
        if engine == "sqlite" and kept.exists():
            stage.bring_back(kept)
        else:
            play()
            if engine == "sqlite":
                stage.keep(kept)
        stage.holds[engine] = DEMO


def play() -> None:
    """Play the demo's script."""
    for _ in filling.play(filling.write_script()):
        pass
    db.session.rollback()


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
