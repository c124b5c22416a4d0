"""Check a published snapshot: recompute it and say in words what differs."""

import json
from collections.abc import Iterator
from typing import Any

from app.judging.results import OUTSIDE_THE_HASH, Json, canonical, compute, sha256_of

MOST_DIFFERENCES = 10


class Unreadable(Exception):
    """The file is no result snapshot at all."""


def read_snapshot(raw: bytes) -> Json:
    """Read one snapshot; raise Unreadable with the rest of a sentence when it is none."""
    try:
        document = json.loads(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise Unreadable("is not UTF-8 text") from error
    except (json.JSONDecodeError, RecursionError, ValueError) as error:
        raise Unreadable("is not JSON") from error
    if not isinstance(document, dict) or "results" not in document or "scorecards" not in document:
        raise Unreadable("is JSON, but no result snapshot: it has no scorecards and results")
    return document


def find_differences(raw: bytes) -> list[str]:
    """List how a snapshot differs from what its own scorecards give; empty when every byte agrees."""
    document = read_snapshot(raw)
    try:
        expected = {**compute(document), **{key: document[key] for key in {"names"} & document.keys()}}
        written, agreed = canonical(document), canonical(expected)
        hash_fits = sha256_of(document) == document.get("sha256")
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, ArithmeticError) as error:
        return [f"It cannot be recomputed: {_reason(error)}."]
    found = [] if hash_fits else ["The sha256 in the file is not that of its content."]
    found += list(_differences(document, expected, ""))[:MOST_DIFFERENCES]
    if not found and (written != agreed or raw.strip(b"\r\n") != agreed):
        found = ["The content agrees, but it is not written in the canonical way (order of keys, spaces, repeats)."]
    return found


def _reason(error: Exception) -> str:
    if type(error) is ValueError:
        return str(error)
    if isinstance(error, KeyError):
        return f"a part named {error} is missing"
    return "a part of it has the wrong shape"


def _differences(found: Any, expected: Any, path: str) -> Iterator[str]:
    if isinstance(found, dict) and isinstance(expected, dict):
        for key in sorted(found.keys() | expected.keys(), key=str):
            yield from _differences(found.get(key), expected.get(key), f"{path}.{key}" if path else str(key))
        return
    if isinstance(found, list) and isinstance(expected, list) and len(found) == len(expected):
        for place, pair in enumerate(zip(found, expected, strict=True), 1):
            yield from _differences(*pair, f"{path}[{place}]")
        return
    if (type(found), found) != (type(expected), expected) and path not in OUTSIDE_THE_HASH:
        yield f"{path}: the file says {_shown(found)}, its scorecards give {_shown(expected)}."


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 80 else f"{text[:77]}…"
