"""The ready-made watches: searches for praise of support on X, in English.

X takes 512 characters a search; AND binds before OR, so the phrases stand in one pair of brackets and what is
unwanted is negated one word at a time.
"""

from dataclasses import dataclass

QUERY_LONGEST = 512
UNWANTED = "lang:en -is:retweet -is:nullcast -hiring -giveaway -casino"


@dataclass(frozen=True, slots=True)
class ReadyMade:
    """One saved search that every installation begins with."""

    network: str
    name: str
    query: str


def praise_of(phrases: tuple[str, ...]) -> str:
    """Join phrases into one search."""
    either = " OR ".join(f'"{phrase}"' for phrase in phrases)
    return f"({either}) {UNWANTED}"


def ready_made() -> tuple[ReadyMade, ...]:
    """List the watches that `awards init` installs."""
    return (
        ReadyMade("x", "Praise of customer service", praise_of(SERVICE)),
        ReadyMade("x", "Praise of support teams", praise_of(SUPPORT)),
        ReadyMade("x", "Thanks for help that solved it", praise_of(SOLVED)),
    )


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
