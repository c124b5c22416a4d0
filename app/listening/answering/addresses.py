"""Where a person sends a reply, and where it stands afterwards: each network's own pages and nothing else."""

import re
from urllib.parse import quote

from app.errors import Refused
from app.listening.models import Mention
from app.listening.pasting import place_of
from app.listening.posts import Unusable, read_url

X_COMPOSE = "https://x.com/intent/tweet?in_reply_to={post_id}&text={text}"
MASTODON_REPLY = "https://{host}/authorize_interaction?uri={uri}"
HOST = re.compile(r"(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")
BAD_HOME = "Give the name of your server alone, such as mastodon.social"
NO_ADDRESS = "Give the address of your reply as a whole web address, or leave it empty."


def address_to_reply(mention: Mention, *, text: str, home: str) -> str | None:
    """Return the page on which a network takes this reply, or None where it has none and the text is copied."""
    if mention.network == "x":
        return X_COMPOSE.format(post_id=quote(mention.version_id, safe=""), text=quote(text, safe=""))
    if mention.network == "mastodon" and home:
        return MASTODON_REPLY.format(host=home, uri=quote(mention.url, safe=""))
    return None


def read_home(typed: str) -> str:
    """Read the name of a Mastodon server, also out of an address or a whole handle."""
    name = typed.strip().casefold()
    host = (name.partition("://")[2] or name).partition("/")[0].rpartition("@")[2]
    if not HOST.fullmatch(host):
        raise Refused(BAD_HOME, field="home")
    return host


def read_reply_url(typed: str, mention: Mention) -> str | None:
    """Read where a sent reply stands: a post of the same network, and not the one it answers; it may be left empty."""
    if not typed.strip():
        return None
    try:
        url = read_url(typed)
        place = place_of(url)
    except Unusable:
        raise Refused(NO_ADDRESS, field="reply_url") from None
    except Refused as refusal:
        raise Refused(refusal.sentence, field="reply_url") from None
    if mention.network in ("x", "bluesky", "mastodon") and place.network != mention.network:
        raise Refused(elsewhere(mention.network), field="reply_url")
    if place.url == mention.url or place.post_id in (mention.post_id, mention.version_id):
        raise Refused("This is the post you answer. Open your own reply and copy its address.", field="reply_url")
    return place.url


def elsewhere(network: str) -> str:
    """Say that an address is not one of a network."""
    name, example = {
        "x": ("X", "https://x.com/ada/status/19"),
        "bluesky": ("Bluesky", "https://bsky.app/profile/ada.example/post/3k"),
        "mastodon": ("Mastodon", "https://mastodon.social/@ada/112233"),
    }[network]
    return f"This is no post on {name}. Give the address of your reply, such as {example}, or leave it empty."
