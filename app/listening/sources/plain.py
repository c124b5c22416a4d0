"""Turn the HTML in which servers send a post into the words a person reads."""

import re
from html import unescape
from html.parser import HTMLParser

HTML_LONGEST = 60_000
UNSEEN = frozenset({"script", "style", "template", "head", "title", "textarea", "iframe", "noscript"})
BLOCKS = frozenset(
    "address article aside blockquote dd div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main"
    " nav ol p pre section table tr ul".split()
)
TAG = re.compile(r"(<[/!?]?[a-zA-Z\[][^<>]{0,1000}>)")
WEB = re.compile(r"https?://\S+", re.IGNORECASE)
SPACES = re.compile(r"[^\S\n]+")
AROUND_BREAKS = re.compile(r" *\n *")
MANY_BREAKS = re.compile(r"\n{3,}")


def plain_text(html: str) -> str:
    """Return the words of some HTML: paragraphs and line breaks stay, a link keeps its address, every tag goes."""
    reader = Reader()
    for piece in TAG.split(without_comments(html[:HTML_LONGEST])):
        reader.take(piece)
    reader.close()
    return MANY_BREAKS.sub("\n\n", AROUND_BREAKS.sub("\n", SPACES.sub(" ", reader.text))).strip()


def without_comments(html: str) -> str:
    """Take comments out; one that is never closed hides the rest, as in a browser."""
    kept: list[str] = []
    while html:
        before, _, after = html.partition("<!--")
        kept.append(before)
        html = after.partition("-->")[2]
    return "".join(kept)


class Reader(HTMLParser):
    """Gather the words; what a browser would not show is left out.

    Whole tags are given to the parser one by one, and everything else is words: on broken markup `html.parser` takes
    time that grows with the square of its length and more.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._pieces: list[str] = []
        self._hidden: list[str] = []
        self._link: tuple[str, int] | None = None

    @property
    def text(self) -> str:
        """Return what was gathered."""
        return "".join(self._pieces)

    def take(self, piece: str) -> None:
        """Read one tag, or the words between two."""
        if not TAG.fullmatch(piece):
            self.handle_data(unescape(piece))
        elif piece[1] not in "!?":
            self.feed(piece)

    def set_cdata_mode(self, *_: object, **__: object) -> None:
        """Keep reading tags inside a script; what is between them is unseen anyhow."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a paragraph, a line, a link, or something unseen."""
        if tag in UNSEEN:
            self._hidden.append(tag)
        if tag == "br":
            self._pieces.append("\n")
        if tag in BLOCKS:
            self._pieces.append("\n\n")
        if tag == "a":
            self._link = (dict(attrs).get("href") or "", len(self._pieces))

    def handle_endtag(self, tag: str) -> None:
        """End it."""
        if self._hidden and tag == self._hidden[-1]:
            self._hidden.pop()
        if tag in BLOCKS:
            self._pieces.append("\n\n")
        if tag == "a" and self._link is not None:
            self._end_link(*self._link)
            self._link = None

    def handle_data(self, data: str) -> None:
        """Gather words; line breaks of the source are no line breaks of the text."""
        if not self._hidden:
            self._pieces.append(data.replace("\n", " ").replace("\r", " "))

    def _end_link(self, address: str, begins_at: int) -> None:
        """Write a link's address behind its words, unless they are the address or name a person or a hashtag."""
        words = "".join(self._pieces[begins_at:]).strip()
        if not WEB.fullmatch(address) or not words or words.startswith(("#", "@")) or WEB.match(words):
            return
        if words not in address:
            self._pieces.append(f" ({address})")
