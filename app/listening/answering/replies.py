"""How networks and authors are called and linked, and whether a reply carries its link."""

from urllib.parse import quote, urlsplit, urlunsplit

NETWORK_NAMES = {"x": "X", "bluesky": "Bluesky", "mastodon": "Mastodon", "rss": "RSS", "web": "the web"}
PROFILES = {"x": "https://x.com/", "bluesky": "https://bsky.app/profile/"}


def network_name(network: str) -> str:
    """Return a network's name as people write it."""
    return NETWORK_NAMES.get(network, network)


def author_address(network: str, handle: str) -> str | None:
    """Return the page of an author, where we know how it is formed."""
    return PROFILES[network] + quote(handle, safe="") if network in PROFILES and handle else None


def carries_link(text: str, link: str) -> bool:
    """Tell whether a reply still carries its own link, whatever the letter case of the host."""
    parts = urlsplit(link)
    return link in text or urlunsplit(parts._replace(scheme="")).removeprefix("//") in text
