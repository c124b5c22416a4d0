"""Say of posts, with one query for all of them, which company each is about and who speaks in it."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeVar

from app.companies.addresses import domain_of
from app.companies.names import name_key
from app.listening.finding import Clues
from app.listening.finding.clues import Named, name_in_handle
from app.listening.finding.meant import Register, choose
from app.listening.finding.voices import Author, names_of, speaker_of
from app.listening.queries.companies import read_register
from app.listening.rules import Voice

FEEDS = frozenset({"rss", "web"})

K = TypeVar("K")


class Asked(NamedTuple):
    """What of a post tells whom it is about and who speaks."""

    network: str
    url: str
    text: str
    author: Author
    clues: Clues


class Fact(NamedTuple):
    """The company a post is about, if any, and who speaks in it."""

    company_id: int | None
    voice: Voice


def find_facts(posts: Mapping[K, Asked]) -> dict[K, Fact]:
    """Find the facts of each post."""
    authors = {key: clues_of_author(post) for key, post in posts.items()}
    register = read_register([*(post.clues for post in posts.values()), *authors.values()])
    return {key: fact_of(post, authors[key], register) for key, post in posts.items()}


def clues_of_author(post: Asked) -> Clues:
    """List what an author could be known by as a company; for a feed that is its own address too."""
    handle = post.author.handle.lower()
    site = domain_of(post.url) if post.network in FEEDS else None
    keys = names_of(post.author)
    return Clues((handle,) if handle else (), (site,) if site else (), tuple(Named(key, key, 1) for key in keys))


def fact_of(post: Asked, author: Clues, register: Register) -> Fact:
    """Tell the facts of one post from what the register holds."""
    chosen = choose(post.clues, register)
    own = frozenset(named.key for named in author.names if register.by_name.get(named.key))
    is_registered = any(register.by_handle.get(each) or register.by_domain.get(each) for each in author.handles)
    company = frozenset({name_key(chosen.name)} if chosen else ()) | names_in_handles(post.clues.handles, chosen)
    speaker = speaker_of(
        post.author,
        post.text,
        is_registered=is_registered or any(map(register.by_domain.get, author.domains)),
        own=own,
        company=company,
    )
    return Fact(chosen.company_id if chosen else None, speaker.voice)


def names_in_handles(handles: Sequence[str], chosen: object) -> frozenset[str]:
    """List the names that the handles of a post spell, where no company of the register was found in it."""
    return frozenset() if chosen else frozenset(map(name_in_handle, handles))
