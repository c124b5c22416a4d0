"""Measure results: everything a result says at 500 entries, and averages and severities of 250,000 marks.

First `compute` on 500 entries, 40 judges, three an entry. Then 10,000 entries, five scorecards each, five criteria:
means beside a group-by of pandas, severities beside scipy's lsqr, each alone in a process of its own for its memory;
and both with ranks from rows of SQLite beside a join and group-by that SQLite does itself. Contenders take turns and
the least CPU seconds of several rounds count, so that a busy machine tells little.
"""

import argparse
import gc
import resource
import sqlite3
import sys
import time
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from app.judging.computing.design import design_of  # noqa: E402
from app.judging.computing.solving import solve  # noqa: E402
from app.judging.results import canonical, compute  # noqa: E402
from app.judging.scoring import rank, score, steady_places  # noqa: E402
from app.judging.severity import fit  # noqa: E402

WEIGHTS = {"a1": 25, "a2": 15, "b1": 30, "b2": 15, "b3": 15}
GROUP_BY = """
    SELECT entry, avg(points) FROM (
        SELECT sheet.entry, 25.0 * sum(criterion.weight * (mark.level - 1)) / sum(criterion.weight) AS points
        FROM sheet JOIN mark ON mark.sheet = sheet.id JOIN criterion ON criterion.id = mark.criterion GROUP BY sheet.id
    ) GROUP BY entry
"""
Card = dict[str, Any]
Work = Callable[[], object]


def make_cards(entries: int, judges: int, each: int) -> list[Card]:
    """Draw scorecards of entries that differ in quality, by judges who differ in severity."""
    chance = Random(2026)
    taken = [chance.gauss(0, 0.4) for _ in range(judges)]
    cards = []
    for number in range(entries):
        good = chance.gauss(3.2, 0.7)
        for judge in chance.sample(range(judges), each):
            seen = good - taken[judge]
            levels = {code: min(5, max(1, round(seen + chance.gauss(0, 0.7)))) for code in WEIGHTS}
            cards.append({"entry": f"e{number:09}", "judge": judge + 1, "levels": levels})
    return cards


def snapshot_with(cards: list[Card], official: str) -> dict[str, Any]:
    """Put cards into a snapshot."""
    criteria = [{"code": code, "block": "all", "weight": weight} for code, weight in WEIGHTS.items()]
    return {
        "method": "weighted-mean",
        "version": 2,
        "seed": 7,
        "season": "benchmark",
        "category": "benchmark",
        "official": official,
        "rubric": {"profile": "story", "version": 1, "criteria": criteria},
        "lines": {"shortlist": "55.0000", "award": "70.0000"},
        "entries": sorted({card["entry"] for card in cards}),
        "scorecards": cards,
    }


def least(rounds: int, **works: Work) -> dict[str, float]:
    """Let works take turns and return the least CPU seconds of each; what is input already is not collected again."""
    spent: dict[str, list[float]] = {name: [] for name in works}
    gc.freeze()
    for _ in range(rounds):
        for name, work in works.items():
            begun = time.process_time()
            work()
            spent[name].append(time.process_time() - begun)
    return {name: min(seconds) for name, seconds in spent.items()}


def alone(make: Callable[[Any], Work], given: Any) -> float:
    """Return the megabytes that a work, its imports and its input in its own shape take in a process of their own."""
    context = get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=_grow, args=(make, given, theirs))
    child.start()
    grown: float = ours.recv()
    child.join()
    return grown


def _grow(make: Callable[[Any], Work], given: Any, told: Any) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    make(given)()
    told.send((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024)


def our_means(cards: list[Card]) -> Work:
    """Average weighted scores by entry, as a result does."""
    entries, judges = [card["entry"] for card in cards], [card["judge"] for card in cards]

    def work() -> object:
        return design_of(entries, judges).entries.means([score(WEIGHTS, card["levels"]) for card in cards])

    return work


def pandas_means(cards: list[Card]) -> Work:
    """Let pandas do the same from a table of marks."""
    import pandas

    marks = [
        (card["entry"], place, code, level)
        for place, card in enumerate(cards)
        for code, level in card["levels"].items()
    ]
    table = pandas.DataFrame(marks, columns=["entry", "sheet", "code", "level"])

    def work() -> object:
        weight = table["code"].map(WEIGHTS)
        points = 25.0 * weight * (table["level"] - 1)
        sheets = pandas.DataFrame(
            {"entry": table["entry"], "sheet": table["sheet"], "points": points, "weight": weight}
        )
        sums = sheets.groupby(["entry", "sheet"])[["points", "weight"]].sum()
        return (sums["points"] / sums["weight"]).groupby(level="entry").mean()

    return work


def our_severities(cards: list[Card]) -> Work:
    """Fit the additive model."""
    scores = [(card["entry"], card["judge"], score(WEIGHTS, card["levels"])) for card in cards]
    return lambda: fit(scores)


def lsqr_severities(cards: list[Card]) -> Work:
    """Let scipy fit it, to the same precision, from scores named as ours are."""
    from scipy.sparse import csr_matrix
    from scipy.sparse.linalg import lsqr

    scores = [(card["entry"], card["judge"], score(WEIGHTS, card["levels"])) for card in cards]

    def work() -> object:
        entries = {name: place for place, name in enumerate(sorted({entry for entry, _, _ in scores}))}
        judges = {name: place for place, name in enumerate(sorted({judge for _, judge, _ in scores}), len(entries))}
        rows = [place for place in range(len(scores)) for _ in range(2)]
        columns = [place for entry, judge, _ in scores for place in (entries[entry], judges[judge])]
        model = csr_matrix(([1.0, -1.0] * len(scores), (rows, columns)))
        found = lsqr(model, [value for _, _, value in scores], atol=1e-12, btol=1e-12)[0]
        severities = found[len(entries) :]
        return dict(zip(judges, severities - severities.mean(), strict=True))

    return work


def make_rows(cards: list[Card]) -> sqlite3.Connection:
    """Write scorecards as the product stores them: marks, and on the sheet its weighted total."""
    rows = sqlite3.connect(":memory:")
    rows.executescript(
        "CREATE TABLE criterion (id INTEGER PRIMARY KEY, code TEXT, weight INTEGER);"
        "CREATE TABLE sheet (id INTEGER PRIMARY KEY, entry TEXT, judge INTEGER, total TEXT);"
        "CREATE TABLE mark (sheet INTEGER, criterion INTEGER, level INTEGER, PRIMARY KEY (sheet, criterion))"
        " WITHOUT ROWID;"
    )
    places = {code: place for place, code in enumerate(WEIGHTS)}
    rows.executemany("INSERT INTO criterion VALUES (?, ?, ?)", [(places[code], code, w) for code, w in WEIGHTS.items()])
    sheets = [
        (place, card["entry"], card["judge"], steady_places(score(WEIGHTS, card["levels"])))
        for place, card in enumerate(cards)
    ]
    rows.executemany("INSERT INTO sheet VALUES (?, ?, ?, ?)", sheets)
    marks = [(place, places[code], level) for place, card in enumerate(cards) for code, level in card["levels"].items()]
    rows.executemany("INSERT INTO mark VALUES (?, ?, ?)", marks)
    return rows


def from_rows(rows: sqlite3.Connection) -> dict[str, int]:
    """Read the totals, average them, fit severities and rank by the adjusted figures."""
    entries, judges, totals = zip(*rows.execute("SELECT entry, judge, total FROM sheet"), strict=True)
    design, values = design_of(entries, judges), list(map(float, totals))
    design.entries.means(values)
    adjusted, _ = solve(design, values)
    return rank({str(name): steady_places(figure) for name, figure in zip(design.entries.names, adjusted, strict=True)})


def measure_whole(entries: int, judges: int, each: int, rounds: int) -> None:
    """Print what a whole result takes."""
    cards = make_cards(entries, judges, each)
    print(f"{entries} entries, {judges} judges, {each} an entry: everything a result says, with 200 draws")
    works = {
        official: lambda official=official: compute(snapshot_with(cards, official)) for official in ("raw", "adjusted")
    }
    for official, seconds in least(rounds, **works).items():
        size = len(canonical(works[official]())) / 1024
        print(f"  {official + ' official':<28} {seconds:7.3f} s CPU   {size:6.0f} KiB of JSON")


def measure_many(entries: int, judges: int, each: int, rounds: int) -> None:
    """Print our means and severities beside theirs, and from rows beside SQLite."""
    cards = make_cards(entries, judges, each)
    print(f"{entries} entries, {judges} judges, {each} scorecards an entry, {len(WEIGHTS)} criteria")
    compare(cards, "means", rounds, ours=our_means, pandas=pandas_means)
    compare(cards, "severities", rounds, ours=our_severities, lsqr=lsqr_severities)
    theirs: Any = lsqr_severities(cards)()
    ours = fit((card["entry"], card["judge"], score(WEIGHTS, card["levels"])) for card in cards).judges
    print(f"  largest difference from lsqr: {max(abs(ours[judge] - theirs[judge]) for judge in theirs):.1e} points")
    rows = make_rows(cards)
    spent = least(rounds, sqlite=lambda: rows.execute(GROUP_BY).fetchall(), ours=lambda: from_rows(rows))
    print(f"  from rows: SQLite's join and group-by {spent['sqlite']:7.3f} s CPU")
    print(
        f"  from rows: means, severities, ranks   {spent['ours']:7.3f} s CPU   {spent['ours'] / spent['sqlite']:5.2f}×"
    )


def compare(cards: list[Card], name: str, rounds: int, **makes: Callable[[list[Card]], Work]) -> None:
    """Print time and memory of ours and theirs."""
    grown = {who: alone(make, cards) for who, make in makes.items()}
    spent = least(rounds, **{who: make(cards) for who, make in makes.items()})
    for who, seconds in spent.items():
        print(f"  {name + ', ' + who:<28} {seconds:7.3f} s CPU   {grown[who]:6.1f} MB more")
    (_, ours), (_, theirs) = spent.items()
    print(f"  {name}, ours to theirs: {ours / theirs:.2f}×")


def main() -> None:
    """Measure both sizes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=10_000)
    parser.add_argument("--judges", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    measure_whole(500, 40, 3, asked.rounds)
    measure_many(asked.entries, asked.judges, 5, asked.rounds)


if __name__ == "__main__":
    main()
