"""Say in plain words what an answer of Bluesky that is not a page means."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from app.listening.posts import one_line
from app.listening.sources import bounded
from app.listening.sources.bounded import Answered, Headers, retry_after, wait_of
from app.listening.sources.protocol import FailureKind, PageRequest, Rate, SourceFailure

PREFIX = "ratelimit-"
RESET = f"{PREFIX}reset"
MESSAGE_LONGEST = 120
EXPIRED = ("ExpiredToken", "InvalidToken")
CREDENTIALS = "AWARDS_BLUESKY_HANDLE and AWARDS_BLUESKY_APP_PASSWORD"


def is_token_refused(answer: Answered) -> bool:
    """Tell whether an answer means that the session has run out or was ended."""
    return answer.status == 401 or (answer.status == 400 and error_in(answer.body) in EXPIRED)


def failure_of(answer: Answered, request: PageRequest, *, now: datetime) -> SourceFailure:
    """Classify an answer to a request that reads."""
    if answer.status == 400:
        return bad_request(answer, request)
    if answer.status == 403:
        sentence = "Bluesky does not let this account search (status 403). Check AWARDS_BLUESKY_URL and the account."
        return SourceFailure(FailureKind.AUTH, sentence)
    return trouble(answer, now)


def log_in_failure(answer: Answered, *, now: datetime) -> SourceFailure:
    """Classify an answer to a log-in; what is wrong with the settings is named by their names."""
    if error_in(answer.body) == "AuthFactorTokenRequired":
        sentence = "Bluesky asks for a second factor. Put an app password into AWARDS_BLUESKY_APP_PASSWORD."
        return SourceFailure(FailureKind.AUTH, sentence)
    if answer.status in (400, 401, 403):
        sentence = f"Bluesky does not accept the log-in (status {answer.status}). Check {CREDENTIALS}."
        return SourceFailure(FailureKind.AUTH, sentence)
    return trouble(answer, now)


def trouble(answer: Answered, now: datetime) -> SourceFailure:
    """Classify an answer that says nothing of what was asked."""
    if answer.status == 429:
        after = wait_of(answer.headers, now, reset=RESET)
        return SourceFailure(
            FailureKind.RETRY,
            "Bluesky asks us to read more slowly (status 429).",
            after=after,
            rate=rate_of(answer.headers, now),
        )
    if answer.status >= 500 and answer.status != 501:
        sentence = f"Bluesky has trouble of its own (status {answer.status})."
        return SourceFailure(FailureKind.RETRY, sentence, after=retry_after(answer.headers))
    if 300 <= answer.status < 400:
        where = one_line(answer.headers.get("location", ""), 80)
        sentence = f"The address we read from sends us on to '{where}'; we do not follow. Check AWARDS_BLUESKY_URL."
        return SourceFailure(FailureKind.BUG, sentence)
    sentence = f"The address we read from answers with status {answer.status}. Check AWARDS_BLUESKY_URL."
    return SourceFailure(FailureKind.BUG, sentence)


def bad_request(answer: Answered, request: PageRequest) -> SourceFailure:
    """Tell a page that Bluesky no longer knows from a query it never took."""
    if request.token is not None:
        return SourceFailure(FailureKind.STALE_PAGE, "Bluesky no longer knows the next page.")
    said = said_in(answer.body, "message") or said_in(answer.body, "error")
    return SourceFailure(FailureKind.BAD_QUERY, f"Bluesky does not accept the search: {said or 'no reason given'}")


def rate_of(headers: Headers, now: datetime) -> Rate | None:
    """Read how many requests are left, as far as the answer says so."""
    return bounded.rate_of(headers, now, prefix=PREFIX)


def read_object(body: bytes) -> Mapping[str, Any] | None:
    """Read a JSON object; anything else is None."""
    try:
        read = json.loads(body.decode("utf-8"))
    except (ValueError, RecursionError):
        return None
    return read if isinstance(read, dict) else None


def error_in(body: bytes) -> str:
    """Return the name Bluesky gives to what went wrong."""
    return said_in(body, "error")


def said_in(body: bytes, name: str) -> str:
    """Return one short text of an answer."""
    said = (read_object(body) or {}).get(name)
    return one_line(said, MESSAGE_LONGEST) if isinstance(said, str) else ""
