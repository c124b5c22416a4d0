"""Say in plain words what an answer of a Mastodon server that is not a page means."""

import json
from datetime import datetime
from typing import Any

from app.listening.posts import one_line
from app.listening.sources.bounded import Answered, Headers, reset_at, retry_after, server_time, wait_of
from app.listening.sources.protocol import FailureKind, Rate, SourceFailure

RESET = "x-ratelimit-reset"
MESSAGE_LONGEST = 120


def failure_of(answer: Answered, *, now: datetime, has_token: bool) -> SourceFailure:
    """Classify an answer."""
    status = answer.status
    if status in (400, 422):
        said = said_in(answer.body) or "no reason given"
        return SourceFailure(FailureKind.BAD_QUERY, f"Mastodon does not accept the search: {said}")
    if status in (401, 403):
        return SourceFailure(FailureKind.AUTH, auth_sentence(status, has_token=has_token))
    if status == 429:
        after = wait_of(answer.headers, now, reset=RESET)
        return SourceFailure(
            FailureKind.RETRY,
            "Mastodon asks us to read more slowly (status 429).",
            after=after,
            rate=rate_of(answer.headers, now),
        )
    if status >= 500 and status != 501:
        sentence = f"The Mastodon server has trouble of its own (status {status})."
        return SourceFailure(FailureKind.RETRY, sentence, after=retry_after(answer.headers))
    return SourceFailure(FailureKind.BUG, unexpected_sentence(answer))


def auth_sentence(status: int, *, has_token: bool) -> str:
    """Say what a person has to put right."""
    if has_token:
        return f"Mastodon does not accept our token (status {status}). Check AWARDS_MASTODON_TOKEN."
    return f"This Mastodon server shows hashtags to members only (status {status}). Set AWARDS_MASTODON_TOKEN."


def unexpected_sentence(answer: Answered) -> str:
    """Say that the address we read from is not a Mastodon server's."""
    if 300 <= answer.status < 400:
        where = one_line(answer.headers.get("location", ""), 80)
        return f"The address we read from sends us on to '{where}'; we do not follow. Check AWARDS_MASTODON_URL."
    return f"The address we read from answers with status {answer.status}. Check AWARDS_MASTODON_URL."


def rate_of(headers: Headers, now: datetime) -> Rate | None:
    """Read how many requests are left, as far as the answer says so."""
    limit, remaining = (headers.get(f"x-ratelimit-{name}", "") for name in ("limit", "remaining"))
    if not all(each.isascii() and each.isdigit() and len(each) <= 9 for each in (limit, remaining)):
        return None
    has_reset = reset_at(headers.get(RESET, "")) is not None
    resets_at = server_time(headers, now) + wait_of(headers, now, reset=RESET) if has_reset else None
    return Rate(int(limit), int(remaining), resets_at)


def read_json(body: bytes) -> Any:
    """Read a JSON body; anything else is None."""
    try:
        return json.loads(body.decode("utf-8"))
    except (ValueError, RecursionError):
        return None


def said_in(body: bytes) -> str:
    """Return the sentence in which the server says what is wrong."""
    answer = read_json(body)
    said = answer.get("error") if isinstance(answer, dict) else None
    return one_line(said, MESSAGE_LONGEST) if isinstance(said, str) else ""
