"""The chain: each line's code covers the line and the code before it, so no line can be edited, lost or moved."""

import hmac
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

START = "0" * 64


@dataclass(frozen=True)
class Line:
    """What one audit line says."""

    number: int
    at: datetime
    actor: str
    verb: str
    about: str
    facts: dict[str, str]


@dataclass(frozen=True)
class Verdict:
    """What a check of the whole chain found; `broken_at` is the first bad number, None when all is well."""

    count: int
    broken_at: int | None = None
    sentence: str = ""


def code_of(line: Line, before: str, key: bytes) -> str:
    """Return the HMAC-SHA256 of a line and of the code before it."""
    plain = {**vars(line), "at": line.at.isoformat(timespec="microseconds")}
    text = json.dumps([before, plain], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hmac.digest(key, text.encode(), "sha256").hex()


def check(lines: Iterable[tuple[Line, str]], key: bytes, heads: dict[int, str]) -> Verdict:
    """Walk the chain from its start; `heads` are codes known from elsewhere, by line number."""
    before, count = START, 0
    for line, code in lines:
        count += 1
        if line.number != count:
            return Verdict(count, count, f"Line {count} is missing or out of place.")
        if code != code_of(line, before, key):
            return Verdict(count, count, f"Line {count} was changed, or the line before it was.")
        if heads.get(count, code) != code:
            return Verdict(count, count, f"Line {count} is not the line that was noted as the head at that time.")
        before = code
    if heads and max(heads) > count:
        return Verdict(count, count + 1, f"The log ends at line {count}, but line {max(heads)} was written once.")
    return Verdict(count)
