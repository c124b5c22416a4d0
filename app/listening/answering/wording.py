"""Templates of replies: words with variables in braces, filled in for one author."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

VARIABLES: Mapping[str, str] = {
    "link": "the link to the nomination form; every template needs it",
    "company": "the company the post praises, or “them”",
    "greeting": "@handle where a network needs it to tell the author; else nothing",
    "name": "the author’s name as the network shows it, or “there”",
    "handle": "the author’s @handle",
    "curator": "your own name",
}
BRACED = re.compile(r"\{([^{}]*)\}")
TELLS_BY_ITSELF = ("x", "bluesky")


@dataclass(frozen=True, slots=True)
class Words:
    """A ready-made template."""

    slug: str
    name: str
    words: str


READY_MADE = (
    Words(
        "invite",
        "Thank and invite",
        "{greeting}thank you for telling this. Good support rarely gets noticed. If you like, nominate "
        "{company} for the Support Awards. It takes two minutes and is free: {link}",
    ),
    Words(
        "short",
        "Short",
        "{greeting}that is support worth an award. You can nominate {company} here, it is free: {link}",
    ),
    Words(
        "person",
        "Praise for one person",
        "{greeting}the person who helped you deserves to hear this. You can nominate them, or all of {company}, "
        "for the Support Awards: {link}",
    ),
)


@dataclass(frozen=True, slots=True)
class Filling:
    """What is known for one reply."""

    network: str
    link: str
    handle: str = ""
    name: str = ""
    company: str = ""
    curator: str = ""

    def on(self, network: str, link: str) -> "Filling":
        """Return the same on another network, with another link."""
        return replace(self, network=network, link=link)

    def values(self) -> dict[str, str]:
        """Return the words for each variable."""
        at = f"@{self.handle}" if self.handle else ""
        return {
            "link": self.link,
            "company": self.company or "them",
            "greeting": f"{at} " if at and self.network not in TELLS_BY_ITSELF else "",
            "name": self.name or "there",
            "handle": at,
            "curator": self.curator,
        }


EXAMPLE = Filling(
    network="x",
    link="",
    handle="ada",
    name="Ada Lind",
    company="Brightline",
    curator="Rosa",
)


def fill(words: str, filling: Filling) -> str:
    """Fill a template in; braces within what is filled in are left alone."""
    values = filling.values()
    filled = BRACED.sub(lambda found: values.get(found[1], found[0]), words)
    return filled[:1].upper() + filled[1:]


def fault_in(words: str) -> str | None:
    """Say what keeps words from being a template."""
    named = BRACED.findall(words)
    for name in named:
        if name not in VARIABLES:
            return f"There is no variable {{{name}}}. Use {', '.join(f'{{{each}}}' for each in VARIABLES)}."
    if set("{}") & set(BRACED.sub("", words)):
        return "Close every brace that is opened, and open every one that is closed."
    if "link" not in named:
        return "Put {link} into the words; it leads the author to the form."
    return None
