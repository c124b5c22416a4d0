"""Do things at the very same moment, as people do on the last evening."""

import threading
from collections.abc import Callable
from typing import Any

from flask import Flask

from app.errors import Refused
from app.extensions import db


def at_once(app: Flask, *steps: Callable[[], Any]) -> list[Any]:
    """Run steps in threads that start together; return what each gave, or the refusal it met."""
    db.session.rollback()
    barrier = threading.Barrier(len(steps))
    outcomes: list[Any] = [None] * len(steps)

    def run(number: int, step: Callable[[], Any]) -> None:
        with app.app_context():
            barrier.wait()
            try:
                outcomes[number] = step()
            except Refused as refusal:
                outcomes[number] = refusal
            finally:
                db.session.remove()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(steps)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
