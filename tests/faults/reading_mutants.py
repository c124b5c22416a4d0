"""Passes that are wrong, or end, on purpose.

Run as `python -m tests.faults.reading_mutants NAME listen once …`: the same command as `awards`, with one thing broken.
"""

import os
import signal
import sys

from app.cli import main
from app.listening.cursor.descending import Descending
from app.listening.cursor.position import Position
from app.listening.passes import draining


def naive_cursor():
    """Ask from the newest post ever seen, and keep the way down through the pages in memory alone."""
    begin, begun = Descending.begin, set()

    def forgetful(self, position, now):
        if position.drain_started_at in begun:
            return position, None
        position, gap = begin(self, Position(floor_id=position.floor_id), now)
        begun.add(position.drain_started_at)
        edge = self.lower_edge(position)
        return Position(position.floor_id, drain_started_at=now, drain_from_at=edge), gap

    def hasty(self, position, page, *, after_page=Descending.after_page):
        after = after_page(self, position, page)
        newest = max(filter(None, (after.drain_high_id, page.newest_id, position.floor_id)), key=int, default=None)
        return Position(
            newest,
            drain_high_id=after.drain_high_id,
            drain_token=after.drain_token,
            drain_started_at=after.drain_started_at,
            drain_from_at=position.drain_from_at if after.is_draining else None,
        )

    Descending.begin, Descending.after_page = forgetful, hasty


def killed_before_the_commit():
    """End by kill -9 when the second page is written and not yet committed."""
    take_in, pages = draining.take_in, []

    def deadly(*given):
        outcome = take_in(*given)
        pages.append(outcome)
        if len(pages) == 2:
            os.kill(os.getpid(), signal.SIGKILL)
        return outcome

    draining.take_in = deadly


def killed_after_the_commit():
    """End by kill -9 when the second page is committed and the third not asked for."""
    goes_on, pages = draining.goes_on, []

    def deadly(*given):
        pages.append(given)
        if len(pages) == 2:
            os.kill(os.getpid(), signal.SIGKILL)
        return goes_on(*given)

    draining.goes_on = deadly


MUTANTS = {each.__name__: each for each in (naive_cursor, killed_before_the_commit, killed_after_the_commit)}

if __name__ == "__main__":
    MUTANTS[sys.argv.pop(1)]()
    main()
