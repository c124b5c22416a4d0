"""When a decision stands on its figures, and when it needs a reason that everybody can read."""

import pytest

from app.errors import Refused
from app.judging.deciding.outcomes import require_reason
from app.judging.rules import Outcome

REASON = "Their stories tell of more people."


def document(kind, *entries):
    return {"results": {"outcome": {"kind": kind, "entries": list(entries)}}}


@pytest.mark.parametrize("reason", ["", " " * 40, "Too short."], ids=["none", "spaces", "short"])
@pytest.mark.parametrize(
    ("said", "outcome", "honoured"),
    [
        (document("award", "alder"), Outcome.AWARD, ["birch"]),
        (document("award", "alder"), Outcome.SHARED, ["alder", "birch"]),
        (document("award", "alder"), Outcome.NO_AWARD, []),
        (document("shared", "alder", "birch"), Outcome.SHARED, ["alder", "cedar"]),
        (document("no_award"), Outcome.AWARD, ["alder"]),
        (document("too_close", "alder", "birch"), Outcome.SHARED, ["alder", "birch"]),
    ],
    ids=["another", "one more", "nobody", "others", "somebody", "too close"],
)
def test_what_the_figures_do_not_say_needs_a_reason(said, outcome, honoured, reason):
    with pytest.raises(Refused):
        require_reason(said, outcome, honoured, reason)

    require_reason(said, outcome, honoured, REASON)


@pytest.mark.parametrize(
    ("said", "outcome", "honoured"),
    [
        (document("award", "alder"), Outcome.AWARD, ["alder"]),
        (document("shared", "alder", "birch"), Outcome.SHARED, ["birch", "alder"]),
        (document("no_award"), Outcome.NO_AWARD, []),
    ],
    ids=["an award", "a shared one", "none"],
)
def test_what_the_figures_say_needs_none(said, outcome, honoured):
    require_reason(said, outcome, honoured, "")
