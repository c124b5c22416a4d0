"""The ready-made watches: searches for praise of support, in English, on every network that can be searched."""

from dataclasses import dataclass

from app.listening.watching.searches import Terms

UNWANTED = ("hiring", "giveaway", "casino")
SEARCHABLE = ("x", "bluesky", "mastodon")


@dataclass(frozen=True, slots=True)
class ReadyMade:
    """One saved search that every installation begins with."""

    name: str
    networks: tuple[str, ...]
    terms: Terms


def ready_made() -> tuple[ReadyMade, ...]:
    """List the watches that `awards init` installs."""
    by_phrase = {
        "Praise of customer service": SERVICE,
        "Praise of support teams": SUPPORT,
        "Thanks for help that solved it": SOLVED,
    }
    return (
        *(ReadyMade(name, SEARCHABLE, in_english(phrases=phrases)) for name, phrases in by_phrase.items()),
        ReadyMade("Hashtags of customer service", ("mastodon", "bluesky"), in_english(hashtags=HASHTAGS)),
    )


def in_english(*, phrases: tuple[str, ...] = (), hashtags: tuple[str, ...] = ()) -> Terms:
    """Look for English posts without what mostly is no praise."""
    return Terms(phrases=phrases, hashtags=hashtags, exclusions=UNWANTED, languages=("en",))


HASHTAGS = ("customerservice", "customersupport", "customercare", "custserv")
SERVICE = (
    "amazing customer service",
    "great customer service",
    "best customer service",
    "excellent customer service",
    "awesome customer service",
    "incredible customer service",
    "fantastic customer service",
    "outstanding customer service",
    "wonderful customer service",
    "customer service is amazing",
    "customer service was amazing",
    "customer service was great",
    "love their customer service",
)
SUPPORT = (
    "amazing customer support",
    "great customer support",
    "best customer support",
    "excellent customer support",
    "amazing support team",
    "great support team",
    "best support team",
    "great tech support",
    "support was amazing",
    "support was fantastic",
    "support team is amazing",
    "kudos to the support team",
    "shout out to the support",
    "best help desk",
)
SOLVED = (
    "thank you customer service",
    "thanks to the support team",
    "support agent was so helpful",
    "support went above and beyond",
    "customer service went above and beyond",
    "support fixed it",
    "support sorted it",
    "support replied in minutes",
    "support saved my day",
    "hats off to the support",
    "props to the support team",
    "customer care was great",
)
