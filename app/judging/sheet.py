"""A scorecard as plain values: what a judge typed, whatever it came from."""

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Remarks:
    """What a judge wrote beside one criterion: for the panel, and for the entrant."""

    comment: str = ""
    feedback: str = ""

    def __bool__(self) -> bool:
        """Tell whether anything was written."""
        return bool(self.comment or self.feedback)


@dataclass(frozen=True)
class Sheet:
    """Levels by criterion (None: cannot tell; absent: not answered) and remarks by criterion."""

    levels: dict[str, int | None] = field(default_factory=dict)
    remarks: dict[str, Remarks] = field(default_factory=dict)

    @property
    def answered(self) -> int:
        """Count the criteria with an answer."""
        return len(self.levels)

    @property
    def remarked(self) -> set[str]:
        """Return the criteria beside which something was written."""
        return {code for code, remarks in self.remarks.items() if remarks}

    def level_word(self, code: str) -> str:
        """Return the answer as the form sends it: 1 to 5, cannot_tell, or nothing."""
        if code not in self.levels:
            return ""
        level = self.levels[code]
        return "cannot_tell" if level is None else str(level)

    def remarks_on(self, code: str) -> Remarks:
        """Return what was written beside a criterion, empty when nothing was."""
        return self.remarks.get(code, Remarks())

    def fields(self, codes: Iterable[str]) -> dict[str, str]:
        """Return everything as the fields of the form."""
        named: dict[str, str] = {}
        for code in codes:
            named[f"level_{code}"] = self.level_word(code)
            named[f"comment_{code}"] = self.remarks_on(code).comment
            named[f"feedback_{code}"] = self.remarks_on(code).feedback
        return named
