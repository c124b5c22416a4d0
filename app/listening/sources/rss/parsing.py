"""Make sense of a feed in a process of its own, with little time, little memory and none of our secrets.

feedparser looks for addresses and entities with patterns that take time by the square of a text, and no other thread
runs meanwhile: a name of two million letters would stop us for hours. What is run here is this file by itself.
"""

import io
import json
import os
import resource
import signal
import subprocess
import sys
from typing import Any

CPU_SECONDS, WAITED_SECONDS = 10, 25
MEMORY = 1 << 30
TEXT_LONGEST = 100_000
WITH_PARENT = 1
TEXTS = ("id", "link", "title", "published", "author", "summary")
MOMENTS = ("published_parsed", "updated_parsed")

Fields = dict[str, Any]


class NotAFeed(Exception):
    """A body in which there is no feed."""


def parse(body: bytes, content_type: str) -> Fields:
    """Return the language and the items of a feed, or raise NotAFeed."""
    told = {name: value for name, value in os.environ.items() if not name.startswith("AWARDS_")}
    command = [sys.executable, "-I", __file__, content_type.replace("\0", ""), str(os.getpid())]
    try:
        done = subprocess.run(  # noqa: S603  our own words
            command, input=body, capture_output=True, env=told, timeout=WAITED_SECONDS, check=True
        )
        read: Fields = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError):
        raise NotAFeed from None
    return read


def read_here(body: bytes, content_type: str) -> Fields | None:
    """Give a body to feedparser, which finds something in nearly anything; what is no feed has no version.

    The body goes in as a stream, since feedparser takes text for an address or a file.
    """
    import feedparser

    read = feedparser.parse(
        io.BytesIO(body),
        response_headers={"content-type": content_type},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    if not read.get("version") and not read["entries"]:
        return None
    entries = [fields_of(entry) for entry in read["entries"]]
    return {"language": text_in(read["feed"], "language"), "entries": entries}


def fields_of(entry: Fields) -> Fields:
    """Keep what we look at; feedparser's own lookup would answer for missing dates with other ones."""
    moments = {name: list(moment) for name in MOMENTS if (moment := dict.get(entry, name))}
    contents = dict.get(entry, "content")
    held = [text_in(each, "value") for each in contents if isinstance(each, dict)] if isinstance(contents, list) else []
    return {**{name: text_in(entry, name) for name in TEXTS}, **moments, "content": next(filter(None, held), "")}


def text_in(fields: Fields, name: str) -> str:
    """Return a field as text of a length that we would read."""
    value = dict.get(fields, name)
    return value[:TEXT_LONGEST] if isinstance(value, str) else ""


def end_with(parent: int) -> None:
    """Let the system end this process with the one that waits for it; where it cannot, the seconds above end it."""
    if sys.platform != "linux":
        return
    import ctypes

    ctypes.CDLL(None).prctl(WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:
        raise SystemExit(1)


def main() -> None:
    """Read a body from standard input and write what was found in it."""
    end_with(int(sys.argv[2]))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    read = read_here(sys.stdin.buffer.read(), sys.argv[1])
    if read is None:
        raise SystemExit(1)
    json.dump(read, sys.stdout)


if __name__ == "__main__":
    main()
