"""`awards db upgrade` that says with one byte when each statement is about to run, so that it can be killed there.

Run as `python -m tests.faults.slow_upgrade`; with the word `mutant` each migration is committed by itself,
and each statement waits until it is told to go on.
"""

import os
import sys

from alembic.runtime.environment import EnvironmentContext
from sqlalchemy import Engine, event

from app.cli import main

STATEMENT = b"."
WAITS = "mutant" in sys.argv


def say(*_words):
    os.write(1, STATEMENT)
    if WAITS:
        os.read(0, 1)


def commit_each():
    """Plant the mistake the kill loop has to catch."""
    configure = EnvironmentContext.configure

    def wrong(self, *words, **how):
        configure(self, *words, **{**how, "transaction_per_migration": True})

    EnvironmentContext.configure = wrong


if __name__ == "__main__":
    event.listen(Engine, "before_cursor_execute", say)
    event.listen(Engine, "commit", say)
    if WAITS:
        commit_each()
    sys.argv[1:] = ["db", "upgrade"]
    main()
