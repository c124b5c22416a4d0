"""What a judge says about themselves, and which code of conduct stands."""

from dataclasses import dataclass, fields

CODE_VERSION = 1
LONGEST_AFFILIATION = 120
LONGEST_BIO = 600
LONGEST_LINK = 300
MOST_ENTRIES = 200


@dataclass(frozen=True)
class Words:
    """What stands under a judge's name."""

    affiliation: str = ""
    bio: str = ""
    link: str = ""

    def differing(self, other: "Words") -> list[str]:
        """Name the parts in which two differ."""
        names = [field.name for field in fields(self)]
        return [name for name in names if getattr(self, name) != getattr(other, name)]


def is_accepted(version: int | None) -> bool:
    """Tell whether the code that stands now is the one somebody accepted."""
    return version is not None and version >= CODE_VERSION
