"""A post in three lines of a letter: who wrote it where and when, how it begins, and where its card is."""

from dataclasses import dataclass

from app.listening.answering.replies import place_words
from app.listening.models import Mention
from app.web.links import public_link
from app.web.pages import moment

WORDS_LONGEST = 200
NAME_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Excerpt:
    """What a letter says of a post."""

    byline: str
    words: str
    address: str
    card_link: str


def excerpt_of(mention: Mention, zone: str) -> Excerpt:
    """Return the lines of a post; words for members of its network alone stay there."""
    return Excerpt(
        byline=f"{author_of(mention)} {place_words(mention.network)}, {moment(mention.posted_at, zone)}",
        words="" if mention.is_members_only else shortened(mention.text, WORDS_LONGEST),
        address=mention.url if mention.network == "x" else "",
        card_link=public_link("listening.show_mention", public_id=mention.public_id),
    )


def author_of(mention: Mention) -> str:
    """Name the author with the handle, as the networks ask."""
    name = shortened(mention.author_name, NAME_LONGEST)
    handle = f"@{shortened(mention.author_handle, NAME_LONGEST)}" if mention.author_handle else ""
    if name and handle:
        return f"{name} ({handle})"
    return name or handle or "Somebody"


def shortened(text: str, longest: int) -> str:
    """Put a text on one line, cut between words where it is too long."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    cut = line[:longest]
    return f"{cut.rpartition(' ')[0] or cut}…"
