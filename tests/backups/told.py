"""`awards backup` and `restore` that say with one byte how far they are, so that they can be killed there."""

import os
from contextlib import contextmanager

from app.backups import commands, sqlite
from app.cli import main

STEP = b"."


@contextmanager
def steps(_label):
    yield lambda share: os.write(1, STEP)


if __name__ == "__main__":
    commands.share_done = steps
    sqlite.PAGES_AT_ONCE = 20
    main()
