"""Read what a curator types into a watch: phrases, hashtags, addresses of feeds, a search in X's own language."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from app.listening.sources.rss.transport import is_public
from app.listening.watching.searches import X_LONGEST

WORDS_LONGEST, FEED_LONGEST = 200, 1_000
TAG = re.compile(r"\w{1,100}")
TOKEN = re.compile(r'-?"[^"]*"|-?\(|\)|[^\s()"]+')
RENAMED = {"min_faves": "min_likes", "min_retweets": "min_reposts"}
JOINING = frozenset({"OR", "AND", "(", ")"})
INSIDE = (".localhost", ".local", ".internal", ".lan", ".home.arpa")
NEVER_ALONE = ("lang:", "is:", "has:")


def lines_of(text: str) -> list[str]:
    """List what stands on each line, once."""
    return once(" ".join(line.split()) for line in text.splitlines())


def tags_of(text: str) -> list[str]:
    """List hashtags without their sign; lines, blanks and commas part them."""
    return once(word.lstrip("#＃") for word in re.split(r"[\s,]+", text))


def once(words: Iterable[str]) -> list[str]:
    """Keep the first spelling of each."""
    kept: dict[str, str] = {}
    for word in filter(None, words):
        kept.setdefault(word.casefold(), word)
    return list(kept.values())


def fault_in_words(lines: list[str], *, most: int) -> str | None:
    """Say what is wrong with phrases, or with words that are left out."""
    for line in lines:
        if len(line) > WORDS_LONGEST:
            return f"Shorten “{line[:40]}…” to {WORDS_LONGEST} characters"
        if not any(letter.isalnum() for letter in line):
            return f"“{line[:40]}” has no letter or digit to look for"
    return too_many(lines, most)


def fault_in_tags(tags: list[str], *, most: int) -> str | None:
    """Say what is wrong with hashtags."""
    for tag in tags:
        if not TAG.fullmatch(tag) or tag.isdecimal():
            return f"“#{tag[:40]}” is no hashtag: it has letters, digits and _, and not only digits"
    return too_many(tags, most)


def fault_in_feeds(feeds: list[str], *, most: int) -> str | None:
    """Say what is wrong with addresses of feeds."""
    for feed in feeds:
        if len(feed) > FEED_LONGEST or not is_address(feed):
            return f"“{feed[:60]}” is not a whole address such as https://example.org/feed.xml"
        if not is_outside(feed):
            return f"“{feed[:60]}” is not on the open internet; feeds are read from nowhere else"
    return too_many(feeds, most)


def too_many(lines: list[str], most: int) -> str | None:
    """Say that there are more lines than a watch can hold."""
    return (
        f"Enter at most {most}; these are {len(lines)}. Make a second watch for the rest" if len(lines) > most else None
    )


def is_address(text: str) -> bool:
    """Tell whether a text is a whole web address without a password in it."""
    try:
        parts = urlsplit(text)
        return (
            parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc and " " not in text
        )
    except ValueError:
        return False


def is_outside(address: str) -> bool:
    """Tell whether a web address can lead to the open internet, as far as its words tell."""
    host = (urlsplit(address).hostname or "").rstrip(".")
    try:
        return is_public(host)
    except ValueError:
        return "." in host and not host.endswith(INSIDE)


def fault_in_x_query(query: str) -> str | None:
    """Say why X would refuse a search written by hand, as far as its documentation tells."""
    if len(query) > X_LONGEST:
        return f"X takes {X_LONGEST} characters a search, and this has {len(query)}"
    if query.count('"') % 2:
        return "Close the quotation marks: there is one too few"
    tokens = TOKEN.findall(query)
    if not is_closed(tokens):
        return "Close every bracket that is opened"
    if "-(" in tokens:
        return "X leaves out no group in brackets. Put a - before each word instead"
    return fault_in_operators(tokens)


def is_closed(tokens: list[str]) -> bool:
    """Tell whether each bracket has its partner."""
    depth = 0
    for part in tokens:
        depth += part.endswith("(") - part.startswith(")")
        if depth < 0:
            return False
    return depth == 0


def fault_in_operators(tokens: list[str]) -> str | None:
    """Name an operator that X no longer knows, or say that nothing is looked for."""
    for token in tokens:
        name = token.lstrip("-").partition(":")[0].lower()
        if name in RENAMED and ":" in token and not token.lstrip("-").startswith('"'):
            return f"X no longer takes {name}: and refuses the search. Write {RENAMED[name]}: instead"
    if not any(stands_alone(token) for token in tokens):
        return "X wants something to look for, not only what is left out or in which language. Add a word or a phrase"
    return None


def stands_alone(token: str) -> bool:
    """Tell whether a part of a search is something to look for by itself."""
    return token not in JOINING and not token.startswith(("-", *NEVER_ALONE))
