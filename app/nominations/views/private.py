"""What every private page answers with: kept by nobody, found by no search engine."""

from flask import Response, make_response
from flask.typing import ResponseReturnValue


def private(page: ResponseReturnValue) -> Response:
    """Keep a private page out of caches and search engines."""
    answer = make_response(page)
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def kept_by_the_browser(page: ResponseReturnValue) -> Response:
    """Let Back find what was typed: private, but not no-store."""
    answer = private(page)
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer
