"""Turn what a watch looks for into the queries that each network understands.

X takes 512 characters a query; AND binds before OR, so phrases stand in one pair of brackets and what is unwanted is
negated word by word. Bluesky and Mastodon know no OR: a phrase or hashtag is a query of its own. A feed is read whole
and its items are looked through here.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.errors import Refused

X_LONGEST = 512
X_ALWAYS = "-is:retweet -is:nullcast"
UNDETERMINED = "und"
BARE = re.compile(r"(?!(?:OR|AND|NOT)$)[#@$]?\w+")


@dataclass(frozen=True, slots=True)
class Terms:
    """What a watch looks for: any of the phrases, hashtags or feeds, none of the exclusions, in these languages."""

    phrases: Sequence[str] = ()
    hashtags: Sequence[str] = ()
    exclusions: Sequence[str] = ()
    languages: Sequence[str] = ()
    feeds: Sequence[str] = ()
    x_query: str = ""


def queries_for(terms: Terms, network: str) -> tuple[str, ...]:
    """List the queries of a watch on one network, none where it has nothing to ask there.

    Raises Refused where a query cannot be brought under the length that the network takes.
    """
    return tuple(dict.fromkeys(QUERIES[network](terms))) if network in QUERIES else ()


def x_queries(terms: Terms) -> Iterator[str]:
    """Pack phrases into as few queries as X's 512 characters allow."""
    if terms.x_query:
        yield terms.x_query
        return
    suffix = x_suffix(terms)
    held: list[str] = []
    for wanted in [*map(quoted, terms.phrases), *(f"#{tag}" for tag in terms.hashtags)]:
        if held and len(x_query([*held, wanted], suffix)) > X_LONGEST:
            yield x_query(held, suffix)
            held = []
        held.append(wanted)
        if len(x_query(held, suffix)) > X_LONGEST:
            raise too_long(wanted, suffix)
    if held:
        yield x_query(held, suffix)


def too_long(wanted: str, suffix: str) -> Refused:
    """Name the phrase for which a search has no room."""
    words = wanted.strip('"')
    named = f"“{words[:60]}…”" if len(words) > 60 else f"“{words}”"
    if len(suffix) > X_LONGEST // 2:
        sentence = (
            f"X takes {X_LONGEST} characters a search; what is left out takes {len(suffix)} and leaves no room for"
        )
        return Refused(f"{sentence} {named}. Leave out fewer words", field="exclusions")
    return Refused(f"X takes {X_LONGEST} characters a search, and {named} does not fit. Shorten it", field="phrases")


def x_query(wanted: Sequence[str], suffix: str) -> str:
    """Join what is wanted with what is not."""
    return f"({' OR '.join(wanted)}) {suffix}"


def x_suffix(terms: Terms) -> str:
    """Write the languages, and what is left out, as X reads them."""
    languages = " OR ".join(f"lang:{language}" for language in terms.languages)
    either = f"({languages})" if len(terms.languages) > 1 else languages
    return " ".join(filter(None, (either, X_ALWAYS, *(f"-{quoted(each)}" for each in terms.exclusions))))


def quoted(phrase: str) -> str:
    """Put a phrase in quotation marks, unless it is one plain word."""
    plain = " ".join(phrase.replace('"', " ").split())
    return plain if BARE.fullmatch(plain) else f'"{plain}"'


def single_queries(terms: Terms) -> Iterator[str]:
    """Ask for each phrase and each hashtag by itself."""
    yield from map(quoted, terms.phrases)
    yield from hashtag_queries(terms)


def hashtag_queries(terms: Terms) -> Iterator[str]:
    """Ask for each hashtag."""
    yield from (f"#{tag}" for tag in terms.hashtags)


def feed_queries(terms: Terms) -> Iterator[str]:
    """Ask for each feed by its address."""
    yield from terms.feeds


QUERIES: Mapping[str, Callable[[Terms], Iterator[str]]] = {
    "x": x_queries,
    "bluesky": single_queries,
    "mastodon": single_queries,
    "rss": feed_queries,
}


def wants(terms: Terms, network: str, *, text: str, lang: str) -> bool:
    """Tell whether a post that a network gave is one the watch looks for; X has sorted them out itself."""
    if network == "x":
        return True
    if not is_welcome(terms, text=text, lang=lang):
        return False
    return network != "rss" or not terms.phrases or any(holds(text, each) for each in terms.phrases)


def is_welcome(terms: Terms, *, text: str, lang: str) -> bool:
    """Tell whether a post is in a language that is wanted and free of what is left out."""
    spoken = lang.partition("-")[0]
    if terms.languages and spoken != UNDETERMINED and spoken not in terms.languages:
        return False
    return not any(holds(text, each) for each in terms.exclusions)


def holds(text: str, phrase: str) -> bool:
    """Tell whether a phrase stands in a text as whole words, whatever its letter case."""
    words = r"\s+".join(map(re.escape, phrase.split()))
    return bool(words) and re.search(rf"(?<!\w){words}(?!\w)", text, re.IGNORECASE) is not None
