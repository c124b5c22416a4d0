"""Cut the words of a post into plain text and what its network links: handles, tags, addresses."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

LINKED = re.compile(
    r"(?P<url>https?://[^\s<>\"']*[^\s<>\"'.,;:!?)\]])|(?<![\w@])@(?P<handle>\w{1,15})\b|(?<![\w#&])#(?P<tag>[^\W\d]\w*)"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a post, with the address it leads to, if any."""

    words: str
    href: str = ""


def pieces_of(text: str, network: str) -> Sequence[Piece]:
    """Cut a text into pieces; joined together they are the text again."""
    pieces: list[Piece] = []
    end = 0
    for match in LINKED.finditer(text):
        href = href_of(match, network)
        if not href:
            continue
        pieces += [Piece(text[end : match.start()])] if match.start() > end else []
        pieces.append(Piece(match.group(), href))
        end = match.end()
    return [*pieces, Piece(text[end:])] if end < len(text) else pieces


def href_of(match: re.Match[str], network: str) -> str:
    """Return where a handle, tag or address leads; only X's handles and tags are known to us."""
    if match["url"]:
        return match["url"]
    if network != "x":
        return ""
    return f"https://x.com/{match['handle']}" if match["handle"] else f"https://x.com/hashtag/{match['tag']}"
