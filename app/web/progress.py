"""A bar for whoever watches a command at work."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, BinaryIO, TypeVar

import click

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

Step = TypeVar("Step")


def last_of(steps: Iterator[Step], file: BinaryIO, *, nothing: Step) -> Step:
    """Follow an import to its end and return its last step; `nothing` when the file brought none."""
    latest = nothing
    bar = _progress_over(file)
    with bar or nullcontext():
        for step in steps:
            latest = step
            if bar is not None:
                bar.update(file.tell() - bar.pos)
    return latest


@contextmanager
def share_done(label: str) -> Iterator[Callable[[float], None]]:
    """Give a function to be told which share of the work is done; it draws a bar when somebody watches."""
    if not sys.stderr.isatty():
        yield lambda share: None
        return
    with click.progressbar(length=1000, label=label, file=sys.stderr) as bar:
        yield lambda share: bar.update(int(share * 1000) - bar.pos)


def _progress_over(file: BinaryIO) -> "ProgressBar[int] | None":
    """Make a bar over a file's bytes when the output is a terminal."""
    if not sys.stderr.isatty() or not file.seekable():
        return None
    size = os.fstat(file.fileno()).st_size
    return click.progressbar(length=size, label="Importing", file=sys.stderr)
