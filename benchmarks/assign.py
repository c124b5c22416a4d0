"""Measure the plan of who judges what: seconds, evenness and how well it hangs together, beside a greedy hand-out.

First the plain functions at 500 entries, 40 judges, three an entry and conflicts on one pair in twenty; then the same
season in a database: reading, planning, asking everybody, and the pages. `--entries`, `--judges` and `--wanted` change
the size. Seconds of CPU are ours alone; the machine may be busy
otherwise.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
import app as product  # noqa: E402
from app.config import read_settings  # noqa: E402
from app.extensions import db  # noqa: E402
from app.judging.assigning.checking import check  # noqa: E402
from app.judging.assigning.ground import Ground, Pair, loads_of  # noqa: E402
from app.judging.assigning.planning import plan  # noqa: E402
from app.judging.assigning.seasons import carry_out, plan_season  # noqa: E402
from app.judging.models import Assignment  # noqa: E402
from app.web.actions import act  # noqa: E402
from benchmarks.assign_rows import make_season_of  # noqa: E402
from benchmarks.servers import own_postgresql  # noqa: E402
from tests.make import sign_in  # noqa: E402
from tests.watch import counted_statements  # noqa: E402


def make_ground(entries: int, judges: int, wanted: int, share: float) -> Ground:
    """Make a category with conflicts on a share of all pairs."""
    chance = Random(2026)
    names = tuple(f"e{number:04}" for number in range(entries)), tuple(f"j{number:03}" for number in range(judges))
    barred = frozenset((judge, entry) for entry in names[0] for judge in names[1] if chance.random() < share)
    return Ground(seed="2026/benchmark", entries=names[0], judges=names[1], wanted=wanted, barred=barred)


def hand_out_greedily(ground: Ground) -> frozenset[Pair]:
    """Give each entry in turn to whoever has least and may, the first among equals: what a spreadsheet does."""
    loads = dict.fromkeys(ground.judges, 0)
    pairs = set()
    for entry in ground.entries:
        able = [judge for judge in ground.judges if (judge, entry) not in ground.barred]
        for judge in sorted(able, key=lambda judge: loads[judge])[: ground.wanted]:
            pairs.add((judge, entry))
            loads[judge] += 1
    return frozenset(pairs)


def tell(name: str, seconds: float, ground: Ground, pairs: Iterable[Pair]) -> None:
    """Print one line of the comparison."""
    pairs = frozenset(pairs)
    rules = {"caps": ground.caps, "barred": ground.barred, "kept": ground.kept}
    found = check(pairs, entries=ground.entries, judges=ground.judges, wanted=ground.wanted, **rules)
    loads = loads_of(pairs, ground.judges).values()
    trios = {frozenset(judge for judge, each in pairs if each == entry) for entry in ground.entries}
    print(
        f"  {name:<24} {seconds:6.2f} s CPU   loads {min(loads)} to {max(loads)}   conflicts {len(found.conflicts)}"
        f"   connected {'yes' if found.is_connected else 'no'}   shared {found.split.percent} %"
        f"   different panels {len(trios)} of {len(ground.entries)}"
    )


def compare(entries: int, judges: int, wanted: int) -> None:
    """Run both on the same ground."""
    for share in (0.05, 0.0):
        ground = make_ground(entries, judges, wanted, share)
        print(f"{entries} entries, {judges} judges, {wanted} an entry, conflicts on {share:.0%} of the pairs")
        begun = time.process_time()
        made = plan(ground, {}, "Benchmark")
        tell("flow and changed places", time.process_time() - begun, ground, made.pairs)
        begun = time.process_time()
        greedy = hand_out_greedily(ground)
        tell("greedy", time.process_time() - begun, ground, greedy)


def measure_rows(url: str, entries: int, judges: int) -> None:
    """Plan and ask a season in a database, and open its pages."""
    with tempfile.TemporaryDirectory() as folder:
        settings = read_settings(
            {"AWARDS_VAR": folder, "AWARDS_DATABASE_URL": url, "AWARDS_MAIL_URL": f"file:{folder}"}
        )
        app = product.create_app(settings)
        with app.app_context():
            db.create_all()
            season, category, organiser = make_season_of(entries, judges)
            steps = {
                "read and plan": lambda: plan_season(season),
                "ask everybody": lambda: act(carry_out, plan_season(season), by=organiser),
                "plan again": lambda: plan_season(season),
            }
            for name, step in steps.items():
                measure(name, step)
            print(f"  assignments: {db.session.query(Assignment).count()}")
            client = sign_in(app.test_client(), organiser)
            base = f"/organise/assignments/{season.slug}"
            for path in (f"{base}/plan", f"{base}/{category.slug}", f"{base}/{category.slug}/panel"):
                measure(f"GET {path}", lambda path=path: client.get(path).status_code)
            db.session.remove()
            db.drop_all()


def measure(name: str, step: object) -> None:
    """Print how long a step took and how many statements it sent."""
    db.session.rollback()
    begun, busy = time.perf_counter(), time.process_time()
    with counted_statements() as sent:
        step()  # type: ignore[operator]
    passed, busy = time.perf_counter() - begun, time.process_time() - busy
    print(f"  {name:<52} {passed:6.2f} s, {busy:5.2f} s CPU   {len(sent):>5} statements")


def main() -> None:
    """Compare, then measure on each database there is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=500)
    parser.add_argument("--judges", type=int, default=40)
    parser.add_argument("--wanted", type=int, default=3)
    asked = parser.parse_args()
    compare(asked.entries, asked.judges, asked.wanted)
    with tempfile.TemporaryDirectory() as folder:
        print("on SQLite")
        measure_rows(f"sqlite:///{folder}/benchmark.db", asked.entries, asked.judges)
    on_postgresql(asked)


def on_postgresql(asked: argparse.Namespace) -> None:
    """Measure on a PostgreSQL server of our own, where it is installed."""
    with own_postgresql() as server:
        print("on PostgreSQL")
        measure_rows(server, asked.entries, asked.judges)


if __name__ == "__main__":
    main()
