"""How networks and authors are called and linked, and whether a reply carries its link."""

from urllib.parse import quote, urlsplit, urlunsplit

NETWORK_NAMES = {
    "x": "X",
    "bluesky": "Bluesky",
    "mastodon": "Mastodon",
    "rss": "RSS",
    "web": "the web",
    "sample": "From a file",
}
FROM_FILE, FROM_FILE_WORDS = "sample", "From a file"
PROFILES = {"x": "https://x.com/", "bluesky": "https://bsky.app/profile/"}


def network_name(network: str) -> str:
    """Return a network's name as people write it."""
    return FROM_FILE_WORDS if network == FROM_FILE else NETWORK_NAMES.get(network, network)


def place_words(network: str) -> str:
    """Say where a post stands, as words within a sentence."""
    return FROM_FILE_WORDS.lower() if network == FROM_FILE else f"on {network_name(network)}"


def author_address(network: str, handle: str) -> str | None:
    """Return the page of an author, where we know how it is formed."""
    return PROFILES[network] + quote(handle, safe="") if network in PROFILES and handle else None


def carries_link(text: str, link: str) -> bool:
    """Tell whether a reply still carries its own link, whatever the letter case of the host."""
    parts = urlsplit(link)
    return link in text or urlunsplit(parts._replace(scheme="")).removeprefix("//") in text
