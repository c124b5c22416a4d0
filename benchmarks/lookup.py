"""Measure the company look-up beside `rapidfuzz.process.extract` over all names, interleaved in one run.

Both answer the same typed texts amid the same names; what counts are the ratio and how often the right one is found.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
from flask import Flask
from rapidfuzz import fuzz, process
from sqlalchemy import select, text

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from app import create_app  # noqa: E402
from app.companies.models import Company  # noqa: E402
from app.companies.queries import look_up  # noqa: E402
from app.config import read_settings  # noqa: E402
from app.extensions import db  # noqa: E402
from benchmarks.servers import own_postgresql  # noqa: E402
from tests.companies.corpus import FIVE, Case, fill, read_cases, recall_of  # noqa: E402

KEYS = {"AWARDS_SECRET_KEY": "s" * 40, "AWARDS_LASTING_KEY": "l" * 40}
TABLES = ("company_spelling", "spelling_key")
TURN = 20


@dataclass
class Times:
    """The seconds each answer took."""

    seconds: list[float] = field(default_factory=list)
    cpu: float = 0.0

    def take(self, answer: Callable[[str], Any], typed: str) -> None:
        """Answer once and note how long it took."""
        started, cpu = time.perf_counter(), time.process_time()
        answer(typed)
        self.seconds.append(time.perf_counter() - started)
        self.cpu += time.process_time() - cpu

    @property
    def cpu_each(self) -> float:
        """Return the CPU time of an answer in this process, in milliseconds; a database server's is not in it."""
        return self.cpu / len(self.seconds) * 1000

    @property
    def p50(self) -> float:
        """Return the median, in milliseconds."""
        return statistics.median(self.seconds) * 1000

    @property
    def p99(self) -> float:
        """Return the ninety-ninth percentile, in milliseconds."""
        return sorted(self.seconds)[int(len(self.seconds) * 0.99)] * 1000


def measure(name: str, url: str, folder: Path, options: argparse.Namespace) -> None:
    """Fill a register, ask both, and print."""
    with app_on(url, folder).app_context():
        db.create_all()
        started = time.perf_counter()
        count = fill(options.companies)
        seconds = time.perf_counter() - started
        print(f"\n{name}: {count:,} companies imported in {seconds:.0f} s; {size()}")
        settle()
        for corpus in options.corpus:
            compare(read_cases(corpus), corpus, options.rounds)
        db.session.remove()
        db.engine.dispose()


def compare(cases: list[Case], corpus: str, rounds: int) -> None:
    """Let both answer the whole corpus, in turns of twenty, and print."""
    names = list(db.session.scalars(select(Company.name)))

    def over_all(typed: str) -> Any:
        return process.extract(typed, names, scorer=fuzz.ratio, limit=FIVE)

    ours, theirs = Times(), Times()
    for _ in range(rounds):
        for start in range(0, len(cases), TURN):
            turn = [case.typed for case in cases[start : start + TURN]]
            for answer, times in ((look_up, ours), (over_all, theirs)):
                for typed in turn:
                    times.take(answer, typed)
    print(f"\n{corpus}: {len(ours.seconds)} answers each{'':14}{'p50 ms':>9}{'p99 ms':>9}{'CPU ms':>9}")
    for label, times in (("look-up", ours), ("rapidfuzz ratio over all", theirs)):
        print(f"  {label:42}{times.p50:9.2f}{times.p99:9.2f}{times.cpu_each:9.2f}")
    ratios = (theirs.p50 / ours.p50, theirs.p99 / ours.p99, theirs.cpu_each / ours.cpu_each)
    print(f"  {'faster by':42}{''.join(f'{ratio:8.1f}x' for ratio in ratios)}")
    tell_recall(cases)


def tell_recall(cases: list[Case]) -> None:
    """Print how often the right one was found, for each kind of typing."""
    recall = recall_of(cases)
    print(f"\n  {'kind':16}{'asked':>6}{'first':>8}{'in five':>9}")
    for kind, asked in recall.asked.items():
        print(f"  {kind:16}{asked:6}{recall.first[kind] / asked:8.1%}{recall.five[kind] / asked:9.1%}")
    print(f"  {'all':16}{len(cases):6}{recall.at_first:8.1%}{recall.at_five:9.1%}")
    for case, found in recall.missed:
        place = f"in place {found.index(case.meant) + 1}" if case.meant in found else "not found"
        print(f"    “{case.typed}” meant {case.meant}: {place}, after {found[0] if found else 'nothing'}")


def size() -> str:
    """Say how large the tables are."""
    if db.engine.dialect.name == "sqlite":
        pages = db.session.execute(text("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"))
        found = f"the whole database {pages.scalar_one() / 2**20:.0f} MiB"
    else:
        sizes = ((table, text(f"SELECT pg_total_relation_size('{table}')")) for table in TABLES)
        found = ", ".join(f"{table} {db.session.execute(size).scalar_one() / 2**20:.0f} MiB" for table, size in sizes)
    rows = (f"{table} {db.session.execute(text(f'SELECT count(*) FROM {table}')).scalar_one():,}" for table in TABLES)
    db.session.rollback()
    return f"{found}; rows: {', '.join(rows)}"


def settle() -> None:
    """Let PostgreSQL look at the new rows, as its autovacuum does by itself."""
    if db.engine.dialect.name == "postgresql":
        with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("SET statement_timeout = 0"))
            connection.execute(text("VACUUM ANALYZE"))


def app_on(url: str, folder: Path) -> Flask:
    """Make the product on a database of its own."""
    places = {"AWARDS_VAR": str(folder), "AWARDS_QUEUE_URL": f"sqlite:///{folder}/queue.db"}
    return create_app(read_settings({**KEYS, **places, "AWARDS_DATABASE_URL": url, "AWARDS_MAIL_URL": "console:"}))


@contextmanager
def own_lookup() -> Iterator[str]:
    """Run a PostgreSQL of our own with a database of the name."""
    with own_postgresql() as server:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute("CREATE DATABASE lookup")
        yield f"{server.rsplit('/', 1)[0]}/lookup"


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--companies", type=int, default=100_000, help="companies in the register (default 100,000)")
    parser.add_argument("--rounds", type=int, default=3, help="times the corpus is asked (default 3)")
    parser.add_argument("--database", choices=["sqlite", "postgresql", "both"], default="both")
    parser.add_argument("--corpus", nargs="+", default=["corpus.csv"], help="files under tests/companies")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if options.database != "postgresql":
            measure("SQLite", f"sqlite:///{folder}/awards.db", folder, options)
        if options.database != "sqlite":
            with own_lookup() as url:
                measure("PostgreSQL", url, folder, options)


if __name__ == "__main__":
    main()
