"""Take in posts from a file, batch by batch."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from app.audit.service import Actor
from app.listening.files import Outcome
from app.listening.finding.languages import detect
from app.listening.passes.storing import Scored, Stored, note_found, score, store
from app.listening.posts import Post, Rejected
from app.web.actions import act

BATCH = 200
REJECTED_KEPT = 100


@dataclass(slots=True)
class Imported:
    """What a file brought so far; of the lines that were set aside the first ones are named."""

    read: int = 0
    stored: Stored = field(default_factory=Stored)
    aside: int = 0
    rejected: list[Rejected] = field(default_factory=list)


def import_posts(outcomes: Iterable[Outcome], *, by: Actor | str) -> Iterator[Imported]:
    """Store a file's posts, one transaction a batch, and report after each."""
    imported = Imported()
    rest = iter(outcomes)
    while batch := list(islice(rest, BATCH)):
        posts = score((each for each in batch if isinstance(each, Post)), detect=detect)
        rejected = [each for each in batch if isinstance(each, Rejected)]
        imported.stored += act(take_in, posts, rejected, by=by)
        imported.read += len(batch)
        imported.aside += len(rejected)
        imported.rejected += rejected[: REJECTED_KEPT - len(imported.rejected)]
        yield imported


def take_in(posts: list[Scored], rejected: list[Rejected], *, by: Actor | str) -> Stored:
    """Store one batch with its audit line."""
    stored = store(posts, rejected)
    note_found(stored, about="import", by=by)
    return stored
