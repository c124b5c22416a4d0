"""Write the first words of a reply, and the address at which a person sends it."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlsplit, urlunsplit

NETWORK_NAMES = {"x": "X", "bluesky": "Bluesky", "mastodon": "Mastodon", "rss": "RSS", "web": "the web"}
PROFILES = {"x": "https://x.com/", "bluesky": "https://bsky.app/profile/"}
X_COMPOSE = "https://x.com/intent/tweet?in_reply_to={post_id}&text={text}"


@dataclass(frozen=True, slots=True)
class ReplyTemplate:
    """Words to begin a reply with; a person edits them before sending."""

    slug: str
    name: str
    words: str


TEMPLATES: Mapping[str, ReplyTemplate] = {
    template.slug: template
    for template in (
        ReplyTemplate(
            "invite",
            "Thank and invite",
            "{greeting}thank you for telling this. Good support rarely gets noticed. If you like, nominate "
            "{company} for the Support Awards. It takes two minutes and is free: {link}",
        ),
        ReplyTemplate(
            "short",
            "Short",
            "{greeting}that is support worth an award. You can nominate {company} here, it is free: {link}",
        ),
        ReplyTemplate(
            "person",
            "Praise for one person",
            "{greeting}the person who helped you deserves to hear this. You can nominate them, or all of {company}, "
            "for the Support Awards: {link}",
        ),
    )
}


def first_words(slug: str, *, network: str, handle: str, company: str, link: str) -> str:
    """Fill a template for one author; X puts the handle before a reply by itself."""
    greeting = f"@{handle} " if handle and network != "x" else ""
    words = TEMPLATES[slug].words.format(greeting=greeting, company=company or "them", link=link)
    return words[:1].upper() + words[1:]


def network_name(network: str) -> str:
    """Return a network's name as people write it."""
    return NETWORK_NAMES.get(network, network)


def compose_address(network: str, *, post_id: str, text: str) -> str | None:
    """Return the page on which a network offers to send this reply, or None where it has none."""
    if network != "x":
        return None
    return X_COMPOSE.format(post_id=quote(post_id, safe=""), text=quote(text, safe=""))


def author_address(network: str, handle: str) -> str | None:
    """Return the page of an author, where we know how it is formed."""
    return PROFILES[network] + quote(handle, safe="") if network in PROFILES and handle else None


def carries_link(text: str, link: str) -> bool:
    """Tell whether a reply still carries its own link, whatever the letter case of the host."""
    parts = urlsplit(link)
    return link in text or urlunsplit(parts._replace(scheme="")).removeprefix("//") in text
