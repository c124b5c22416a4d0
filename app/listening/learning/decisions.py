"""Say which of a curator's decisions teach, and what."""

from collections.abc import Mapping

from app.listening.rules import DismissReason

# A reason that is not here says nothing of praise: the post may well have been some.
NO_PRAISE: Mapping[DismissReason, str] = {
    DismissReason.NOT_SUPPORT: "not about support",
    DismissReason.NOT_PRAISE: "not praise",
    DismissReason.SARCASM: "sarcasm",
    DismissReason.ADVERT: "an advert",
    DismissReason.OWN_STAFF: "own staff",
    DismissReason.COMPANY: "the company itself",
    DismissReason.SPAM: "spam",
}
X = "x"


def teaches(reason: DismissReason) -> bool:
    """Tell whether letting a post go for this reason says that it is no praise."""
    return reason in NO_PRAISE


def may_teach(network: str, *, from_x: bool) -> bool:
    """Tell whether what stands in posts of a network may be learnt from."""
    return from_x or network != X
