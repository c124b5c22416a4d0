"""Read a file that was named on the command line, or standard input."""

from typing import Any

import click


class Incoming(click.File):
    """A file of bytes, `-` for standard input, which a script may have closed."""

    def __init__(self) -> None:
        """Open it for reading."""
        super().__init__("rb")

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Open what was named, or say in a sentence that it cannot be read."""
        try:
            return super().convert(value, param, ctx)
        except RuntimeError:
            self.fail("standard input is closed", param, ctx)
