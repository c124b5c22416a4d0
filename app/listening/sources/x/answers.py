"""Say in plain words what an answer of X that is not a page means."""

import json
import re
from datetime import datetime
from typing import Any

from app.listening.posts import one_line
from app.listening.sources.bounded import Answered, rate_of, retry_after, wait_of
from app.listening.sources.protocol import FailureKind, PageRequest, SourceFailure

PREFIX = "x-rate-limit-"
RESET = f"{PREFIX}reset"
MESSAGE_LONGEST = 120
NO_MONEY = ("credits", "usage-capped", "usagecap", "spend")
STALE = re.compile(r"since_id|start_time|must be a (tweet|post) id created after", re.IGNORECASE)


def failure_of(answer: Answered, request: PageRequest, *, now: datetime) -> SourceFailure:
    """Classify an answer."""
    status, words = answer.status, json_text(answer.body)
    if status == 400:
        return bad_request(words, request)
    if status == 402 or (status in (403, 429) and any(word in words.lower() for word in NO_MONEY)):
        return SourceFailure(FailureKind.BILLING, f"X wants money before it answers again (status {status}).")
    if status in (401, 403):
        return SourceFailure(FailureKind.AUTH, auth_sentence(status))
    if status == 429:
        after = wait_of(answer.headers, now, reset=RESET)
        rate = rate_of(answer.headers, now, prefix=PREFIX)
        return SourceFailure(FailureKind.RETRY, "X asks us to read more slowly (status 429).", after=after, rate=rate)
    if status >= 500:
        wait = retry_after(answer.headers)
        return SourceFailure(FailureKind.RETRY, f"X has trouble of its own (status {status}).", after=wait)
    return SourceFailure(FailureKind.BUG, unexpected_sentence(answer))


def unexpected_sentence(answer: Answered) -> str:
    """Say that the address we read from is not X's search."""
    if 300 <= answer.status < 400:
        where = one_line(answer.headers.get("location", ""), 80)
        return f"The address we read from sends us on to '{where}'; we do not follow. Check AWARDS_X_API_URL."
    return f"The address we read from answers with status {answer.status}. Check AWARDS_X_API_URL."


def bad_request(words: str, request: PageRequest) -> SourceFailure:
    """Tell a page token or a floor that X no longer takes from a query it never took."""
    if request.token is not None:
        return SourceFailure(FailureKind.STALE_PAGE, "X no longer knows the next page.")
    if STALE.search(words) and (request.since_id or request.start_at):
        return SourceFailure(FailureKind.STALE_CURSOR, "X no longer reaches back to where we stopped.")
    said = message_in(words)
    return SourceFailure(FailureKind.BAD_QUERY, f"X does not accept the search: {said or 'no reason given'}")


def auth_sentence(status: int) -> str:
    """Say what a person has to put right."""
    if status == 401:
        return "X does not accept our bearer token (status 401). Check AWARDS_X_BEARER_TOKEN."
    return "X does not let this account search (status 403). Check the app in X's developer console."


def json_text(body: bytes) -> str:
    """Return a JSON body as one text to look into; anything else is empty."""
    try:
        return json.dumps(json.loads(body.decode("utf-8")), ensure_ascii=False)
    except (ValueError, RecursionError):
        return ""


def message_in(words: str) -> str:
    """Return the sentence in which X says what is wrong with a search."""
    body: Any = json.loads(words) if words else {}
    errors = body.get("errors") if isinstance(body, dict) else None
    first = errors[0] if isinstance(errors, list) and errors else body
    said = first.get("message") or first.get("detail") if isinstance(first, dict) else None
    return one_line(said, MESSAGE_LONGEST) if isinstance(said, str) else ""
