"""Read how many posts X counts for a search."""

import json
from typing import Any

from app.listening.sources.protocol import FailureKind, SourceFailure

TOTALS = ("total_tweet_count", "total_post_count")


def read_count(body: bytes) -> int:
    """Return the number of posts of the last seven days, or raise SourceFailure where X gives none."""
    try:
        answer: Any = json.loads(body.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        answer = None
    meta = answer.get("meta") if isinstance(answer, dict) else None
    for name in TOTALS:
        total = meta.get(name) if isinstance(meta, dict) else None
        if isinstance(total, int) and not isinstance(total, bool) and total >= 0:
            return total
    raise SourceFailure(FailureKind.RETRY, "X gave an answer without a number.", may_cost=True)
