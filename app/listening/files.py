"""Read posts from a file, one JSON object a line or CSV with the same heads."""

import csv
import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import chain
from typing import BinaryIO

from app.listening.posts import Post, Rejected, Unusable, fingerprint_of, post_from

LINE_LONGEST = 1_000_000
NEEDED_HEADS = {"id", "text", "posted_at"}
AUTHOR_HEADS = {f"author{dot}{part}": part for dot in "._" for part in ("id", "handle", "name")}

Numbered = tuple[int, bytes]
Outcome = Post | Rejected


class NotPosts(ValueError):
    """A file that holds no posts at all, with the reason in words."""


def read_posts(file: BinaryIO, *, name: str, network: str | None, now: datetime) -> Iterator[Outcome]:
    """Read every line of a file: each becomes a post, or is rejected with its number."""
    lines = numbered_lines(file)
    first = next(lines, None)
    if first is None:
        return
    lines = chain([(first[0], first[1].removeprefix(b"\xef\xbb\xbf"))], lines)
    if is_csv(name, first[1]):
        yield from read_csv(lines, network=network, now=now)
        return
    for number, raw in lines:
        if raw.strip():
            yield read_json_line(number, raw, network=network, now=now)


def numbered_lines(file: BinaryIO) -> Iterator[Numbered]:
    """Number the lines of a file; of an endless line only the start is held in memory."""
    number = 0
    while raw := file.readline(LINE_LONGEST + 1):
        number += 1
        rest = raw
        while len(rest) > LINE_LONGEST and not rest.endswith(b"\n"):
            rest = file.readline(LINE_LONGEST + 1)
        yield number, raw


def is_csv(name: str, first: bytes) -> bool:
    """Tell CSV from JSON lines by the file's name, else by how it begins."""
    if name.lower().endswith((".jsonl", ".ndjson", ".json")):
        return False
    return name.lower().endswith(".csv") or not first.lstrip(b"\xef\xbb\xbf \t").startswith(b"{")


def read_json_line(number: int, raw: bytes, *, network: str | None, now: datetime) -> Outcome:
    """Read one JSON object."""
    try:
        if len(raw) > LINE_LONGEST:
            raise Unusable("the line is longer than a million bytes")
        fields = json.loads(raw.decode("utf-8"))
        if not isinstance(fields, dict):
            raise Unusable("the line is not a JSON object")
        return post_from(fields, network=network, now=now)
    except Unusable as wrong:
        return rejected(wrong, number, raw)
    except UnicodeDecodeError:
        return rejected(Unusable("the line is not UTF-8"), number, raw)
    except (ValueError, RecursionError):
        return rejected(Unusable("the line is not JSON"), number, raw)


def read_csv(lines: Iterable[Numbered], *, network: str | None, now: datetime) -> Iterator[Outcome]:
    """Read CSV; a byte that is not UTF-8 spoils its own row only."""
    reader = csv.reader(raw.decode("utf-8", "surrogateescape") for _, raw in lines)
    try:
        heads = [head.strip().lower() for head in next(reader)]
    except csv.Error:
        heads = []
    if not set(heads) >= NEEDED_HEADS:
        raise NotPosts(
            "The first line must name the columns, at least id, text and posted_at; or give one JSON object a line."
        )
    while True:
        number = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield rejected(Unusable("the row is not CSV"), number, f"row {number}".encode())
            continue
        if row:
            yield read_row(number, heads, row, network=network, now=now)


def read_row(number: int, heads: list[str], row: list[str], *, network: str | None, now: datetime) -> Outcome:
    """Read one CSV row, whose author stands in columns of its own."""
    raw = "\x1f".join(row).encode("utf-8", "surrogateescape")
    try:
        raw.decode("utf-8")
        if len(row) != len(heads):
            raise Unusable(f"the row has {len(row)} cells where the heads name {len(heads)}")
        cells: dict[str, object] = dict(zip(heads, row, strict=True))
        cells["author"] = {part: cells.get(head) for head, part in AUTHOR_HEADS.items() if head in cells}
        return post_from(cells, network=network, now=now)
    except UnicodeDecodeError:
        return rejected(Unusable("the line is not UTF-8"), number, raw)
    except Unusable as wrong:
        return rejected(wrong, number, raw)


def rejected(wrong: Unusable, number: int, raw: bytes) -> Rejected:
    """Keep what may be kept of a bad line: its number, its id and the reason."""
    return Rejected(
        reason=wrong.reason,
        fingerprint=fingerprint_of(raw.strip()),
        network=wrong.network,
        post_id=wrong.post_id,
        line_number=number,
    )
