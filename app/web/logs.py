"""Logs: one JSON object a line, which says what went wrong and where, and never with whose words.

What an exception says may repeat what somebody typed, an address or a private link, and so may what the web server
says of a request it could not read. So neither is written: the kind of exception and the places in the code are.
"""

import json
import logging
import re
import sys
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

import structlog
from gunicorn.glogging import Logger
from structlog.typing import EventDict

from app.config import ROOT

FRAMES = 12
CAUSES = 4
ADDRESS = re.compile(r"[^\s@<>\"'(,;:]+@[^\s@<>\"'),;:]+\.[^\s@<>\"'),;:]+")
LINK = re.compile(r"(/(?:nominations|n|invitations|company|digest|new-password|calendar)/)[^\s\"'?<>]+")
RANDOM = re.compile(r"(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]{24,}")


def configure() -> None:
    """Write what our own code logs as JSON."""
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _say_where,
            _cover,
            structlog.processors.JSONRenderer(),
        ],
    )


def take_over() -> None:
    """Write what libraries log in the same way, in the processes that serve and work."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Lines())
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.captureWarnings(True)


class Lines(logging.Formatter):
    """A line of a library: the words it was written with in the code, numbers, and where an exception came from."""

    def format(self, record: logging.LogRecord) -> str:
        """Write one record as JSON."""
        words = type(record.msg).__name__ if isinstance(record.msg, BaseException) else str(record.msg)
        said: EventDict = {
            "event": words.partition(" from ip=")[0].partition("\n")[0],
            "numbers": [each for each in record.args or () if isinstance(each, int)],
            "logger": record.name,
            "level": record.levelname.lower(),
            "timestamp": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "exc_info": record.exc_info,
        }
        return json.dumps(_cover(None, "", _say_where(None, "", said)))


class ServerLog(Logger):  # type: ignore[misc]
    """Gunicorn's own log, in our lines."""

    def setup(self, cfg: Any) -> None:
        """Take over the handlers that gunicorn makes."""
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(Lines())


def cover(text: str) -> str:
    """Cover addresses, what follows a private path, and whatever else looks like a secret."""
    return RANDOM.sub("[covered]", LINK.sub(r"\1[covered]", ADDRESS.sub("[address]", text)))


def _cover(_logger: Any, _method: str, said: EventDict) -> EventDict:
    return {
        name: cover(value) if isinstance(value, str) and name != "timestamp" else value for name, value in said.items()
    }


def _say_where(_logger: Any, _method: str, said: EventDict) -> EventDict:
    """Put the kinds of an exception and of its causes, and the places it went through, in the place of its words."""
    given = said.pop("exc_info", None)
    failure = sys.exc_info()[1] if given is True else given[1] if isinstance(given, tuple) else given
    if isinstance(failure, BaseException):
        said["exception"] = [type(each).__name__ for each in _causes(failure)][:CAUSES]
        said["where"] = _places(failure.__traceback__)
    return said


def _causes(failure: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while failure is not None and id(failure) not in seen:
        seen.add(id(failure))
        yield failure
        failure = failure.__cause__ or failure.__context__


def _places(trace: TracebackType | None) -> list[str]:
    return [
        f"{_short(Path(frame.filename))}:{frame.lineno} in {frame.name}"
        for frame in traceback.extract_tb(trace)[-FRAMES:]
    ]


def _short(path: Path) -> str:
    is_ours = path.is_relative_to(ROOT) and "site-packages" not in path.parts
    return str(path.relative_to(ROOT) if is_ours else Path(*path.parts[-2:]))
