"""The rows of each picture, read from the document of a result."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.judging.analysing.scales import AGREEMENT, POINTS, Scale, scale_around_zero, scale_of_ranks
from app.judging.results import Json
from app.judging.rules import FEWEST_JUDGES
from app.judging.scoring import shown

WIDE_GAP = 30
RELIABLE, TENTATIVE = Decimal("0.8"), Decimal("0.667")


@dataclass(frozen=True)
class Placed:
    """An entry between the best and the worst rank that chance alone could have given it."""

    title: str
    rank: int
    low: int | None
    high: int | None
    raw: str
    adjusted: str
    error: str
    at: str
    left: str
    right: str


def ranks_of(rows: Sequence[Json], titles: Mapping[str, str]) -> tuple[Scale, list[Placed]]:
    """Set out the 90 % intervals of the ranks."""
    told = [row for row in rows if row["rank"] is not None]
    scale = scale_of_ranks([*(row["rank"] for row in told), *(_ends(row)[1] for row in told)])
    return scale, [_placed(row, titles[row["entry"]], scale) for row in told]


def _ends(row: Json) -> tuple[int, int]:
    interval = row["interval"] or {"low": row["rank"], "high": row["rank"]}
    return interval["low"], interval["high"]


def _placed(row: Json, title: str, scale: Scale) -> Placed:
    low, high = _ends(row)
    is_told = row["interval"] is not None
    error = row["standard_error"]
    return Placed(
        title=title,
        rank=row["rank"],
        low=low if is_told else None,
        high=high if is_told else None,
        raw=shown(row["raw"], error),
        adjusted=shown(row["adjusted"], error),
        error=shown(error, error),
        at=scale.place(row["rank"]),
        left=scale.place(low),
        right=scale.place(high),
    )


@dataclass(frozen=True)
class Spread:
    """How far the judges of an entry lie apart, in points."""

    title: str
    lowest: str
    highest: str
    gap: str
    is_wide: bool
    places: list[str]

    @property
    def ends(self) -> tuple[str, str]:
        """Return where the lowest and the highest score stand."""
        return self.places[0], self.places[-1]


def spreads_of(rows: Sequence[Json], titles: Mapping[str, str]) -> list[Spread]:
    """Set out the scores of each entry that has two or more, the widest apart first."""
    told = [row for row in rows if len(row["scores"]) > 1]
    told.sort(key=lambda row: (-Decimal(row["spread"]), titles[row["entry"]]))
    return [_spread(row, titles[row["entry"]]) for row in told]


def _spread(row: Json, title: str) -> Spread:
    scores = sorted((score["score"] for score in row["scores"]), key=Decimal)
    return Spread(
        title=title,
        lowest=shown(scores[0], None),
        highest=shown(scores[-1], None),
        gap=shown(row["spread"], None),
        is_wide=Decimal(row["spread"]) > WIDE_GAP,
        places=[POINTS.place(score) for score in scores],
    )


@dataclass(frozen=True)
class Leaning:
    """How severe one judge is, with the 90 % interval: points taken off, or given."""

    judge: int
    figure: str
    low: str
    high: str
    in_words: str
    at: str
    left: str
    right: str


def leanings_of(severities: Sequence[Json]) -> tuple[Scale, list[Leaning]]:
    """Set out the judges from the most severe to the kindest; nothing where the model was refused."""
    told = [row for row in severities if row["severity"] is not None and row["low"] is not None]
    scale = scale_around_zero([float(row[end]) for row in told for end in ("low", "high")])
    told.sort(key=lambda row: (-Decimal(row["severity"]), row["judge"]))
    return scale, [_leaning(row, scale) for row in told]


def _leaning(row: Json, scale: Scale) -> Leaning:
    low, high = Decimal(row["low"]), Decimal(row["high"])
    words = "severe" if low > 0 else "kind" if high < 0 else "cannot be told from the others"
    return Leaning(
        judge=row["judge"],
        figure=_signed(row["severity"]),
        low=_signed(row["low"]),
        high=_signed(row["high"]),
        in_words=words,
        at=scale.place(row["severity"]),
        left=scale.place(row["low"]),
        right=scale.place(row["high"]),
    )


def _signed(figure: str) -> str:
    whole = Decimal(figure).quantize(Decimal(1))
    return f"{whole:+}".replace("-", "−") if whole else "0"


@dataclass(frozen=True)
class Agreed:
    """How far the judges agree on one thing they mark."""

    title: str
    figure: str
    in_words: str
    at: str | None


def agreements_of(agreement: Json, criteria: Sequence[tuple[str, str]]) -> list[Agreed]:
    """Set out Krippendorff's alpha of the whole score and of each criterion."""
    alphas = [("The whole score", agreement["overall"])]
    alphas += [(title, agreement["criteria"].get(code)) for code, title in criteria]
    return [_agreed(title, alpha) for title, alpha in alphas]


def _agreed(title: str, alpha: str | None) -> Agreed:
    if alpha is None:
        return Agreed(title, "–", "cannot be told", None)
    figure = Decimal(alpha)
    words = "reliable" if figure >= RELIABLE else "tentative" if figure >= TENTATIVE else "judges differ"
    written = str(figure.quantize(Decimal("0.01"))).replace("-", "−")
    return Agreed(title, written, words if figure > 0 else "no better than chance", AGREEMENT.place(alpha))


@dataclass(frozen=True)
class Covered:
    """How many entries have so many scorecards."""

    scorecards: int
    entries: int
    right: str

    @property
    def is_short(self) -> bool:
        """Tell whether these are fewer scorecards than an entry should have."""
        return self.scorecards < FEWEST_JUDGES


def coverage_of(rows: Sequence[Json]) -> list[Covered]:
    """Count entries by their scorecards, from none to the most there are."""
    counts = Counter(row["judges"] for row in rows)
    scale = Scale(0, max(counts.values(), default=1))
    numbers = range(min(counts, default=0), max(counts, default=0) + 1)
    return [Covered(number, counts[number], scale.place(counts[number])) for number in numbers]
