"""Measure the curators' queue at two sizes, interleaved in one run on both databases: CPU and time of a request.

What counts are the ratios and the number of queries; the machine may be busy otherwise, so the best of many requests is
taken. CPU is that of our process; the time holds the share of PostgreSQL too.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import Connection, Engine, event, insert, select, text

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
import app as product  # noqa: E402
from app.accounts import service as accounts  # noqa: E402
from app.config import read_settings  # noqa: E402
from app.extensions import db, limiter, table_of  # noqa: E402
from app.listening.models import Mention  # noqa: E402
from app.listening.triggers import PART, count_mentions  # noqa: E402
from app.web.actions import act  # noqa: E402
from benchmarks.servers import own_postgresql  # noqa: E402
from benchmarks.triage_rows import make_curator, make_world, mentions, multiply, words  # noqa: E402

DEEP = 200 * 25
PAGES = {
    "first page": "",
    "page 200": "after={deep}",
    "network": "network=bluesky",
    "network, page 200": "network=bluesky&after={deep}",
    "language": "lang=de",
    "no word table": "lang=none",
    "watch": "watch={watch}",
    "company": "company={company}",
    "voice": "voice=staff",
    "two filters": "network=bluesky&watch={watch}",
    "snoozed": "show=snoozed",
    "dismissed": "show=dismissed",
    "search, one word": "q=rareword",
    "search, two": "q=sometimes+rareword",
    "search, common": "q=support",
    "search, author": "q=%40person77",
    "search, address": "q=https%3A%2F%2Fx.com%2Fperson77%2Fstatus%2F1000000000000000077",
}


BEFORE = {
    True: ["PRAGMA cache_size=-400000", "DROP TRIGGER mention_counted"],
    False: [
        "SET statement_timeout = 0",
        "SET idle_in_transaction_session_timeout = 0",
        "SET session_replication_role = replica",
    ],
}


@dataclass
class Site:
    """One size of the product with what its pages need."""

    name: str
    app: Flask
    values: dict[str, str]
    client: Any
    cpu: dict[str, list[float]] = field(default_factory=dict)
    wall: dict[str, list[float]] = field(default_factory=dict)
    queries: dict[str, int] = field(default_factory=dict)

    def ask(self, page: str, times: int) -> None:
        """Ask for a page so many times, and note what each took."""
        path = f"/curate/?{PAGES[page].format(**self.values)}"
        for _ in range(times):
            cpu, wall = time.process_time(), time.perf_counter()
            answer = self.client.get(path)
            self.cpu.setdefault(page, []).append((time.process_time() - cpu) * 1000)
            self.wall.setdefault(page, []).append((time.perf_counter() - wall) * 1000)
            if answer.status_code != 200:
                raise SystemExit(f"{path} answered {answer.status_code}")


@contextmanager
def counted(engine: Engine) -> Iterator[list[str]]:
    """Count the statements sent to a database."""
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        statements.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield statements
    event.remove(engine, "before_cursor_execute", note)


def open_site(name: str, size: int, url: str, folder: Path) -> Site:
    """Make a product on a database and fill it, unless it is filled."""
    folder.mkdir(parents=True, exist_ok=True)
    settings = read_settings(
        {
            "AWARDS_ENV": "development",
            "AWARDS_SECRET_KEY": "s" * 40,
            "AWARDS_LASTING_KEY": "l" * 40,
            "AWARDS_VAR": str(folder),
            "AWARDS_DATABASE_URL": url,
            "AWARDS_QUEUE_URL": f"sqlite:///{folder / 'queue.db'}",
            "AWARDS_MAIL_URL": f"file:{folder / 'mail'}",
        }
    )
    app = product.create_app(settings)
    with app.app_context():
        limiter.enabled = False
        started = time.monotonic()
        fill(size)
        print(f"{name}: {size:,} mentions after {time.monotonic() - started:.0f} s", flush=True)
        values = chosen(size)
        client = signed_in(app)
        db.session.remove()
    return Site(name, app, values, client)


def fill(size: int) -> None:
    """Make the tables and the rows past the ORM: a thousand by hand, the others from those, indexes and counts last."""
    db.create_all()
    world = act(make_world, act(make_curator))
    db.session.rollback()
    indexes = table_of(Mention).indexes
    with db.engine.begin() as connection:
        is_sqlite = connection.dialect.name == "sqlite"
        for sql in BEFORE[is_sqlite]:
            connection.exec_driver_sql(sql)
        connection.execute(insert(table_of(Mention)), list(mentions(world)))
        for index in indexes:
            index.drop(connection)
        connection.execute(multiply(size))
        for index in indexes:
            index.create(connection)
        put_words(connection, words(size), is_sqlite=is_sqlite)
        count_anew(connection)
        connection.execute(text("ANALYZE"))


def put_words(connection: Connection, pairs: list[tuple[int, int]], *, is_sqlite: bool) -> None:
    """Bring the words in as each database takes them fastest."""
    driver: Any = connection.connection.driver_connection
    if is_sqlite:
        driver.executemany("INSERT INTO mention_word (word, mention_id) VALUES (?, ?)", pairs)
        return
    with driver.cursor() as cursor, cursor.copy("COPY mention_word (word, mention_id) FROM STDIN") as copy:
        for pair in pairs:
            copy.write_row(pair)


def count_anew(connection: Connection) -> None:
    """Count once what the triggers would have counted row by row, and put them back."""
    connection.execute(text("DELETE FROM mention_tally"))
    part = PART.format(row="mention")
    counted = f"INSERT INTO mention_tally SELECT {part}, 0, count(*) FROM mention WHERE {part} IS NOT NULL GROUP BY 1"
    connection.execute(text(counted))
    for statement in count_mentions():
        if statement.dialect == connection.dialect.name:
            connection.exec_driver_sql(statement.sql.replace("%", "%%") if "%" in statement.sql else statement.sql)
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET session_replication_role = origin")


def chosen(size: int) -> dict[str, str]:
    """Choose the watch, the company and the post after which page 200 begins."""
    deep = select(Mention.public_id).where(Mention.state == "new", Mention.score.is_not(None))
    place = min(DEEP, size // 2)
    return {
        "deep": db.session.scalars(deep.order_by(Mention.rank.desc(), Mention.id.desc()).offset(place).limit(1)).one(),
        "watch": db.session.execute(text("SELECT public_id FROM watch ORDER BY id LIMIT 1")).scalar_one(),
        "company": db.session.execute(text("SELECT slug FROM company ORDER BY id LIMIT 1")).scalar_one(),
    }


def signed_in(app: Flask) -> Any:
    """Sign the curator in."""
    token = act(lambda: accounts.start_session(make_curator(), browser="benchmark"))
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"] = token
        session["_fresh"] = True
    return client


def count_queries(site: Site) -> None:
    """Count the queries of each page."""
    with site.app.app_context():
        engine = db.engine
    for page in PAGES:
        site.ask(page, 1)
        with counted(engine) as statements:
            site.ask(page, 1)
        site.queries[page] = len([each for each in statements if not each.startswith("BEGIN")])
    site.cpu.clear()
    site.wall.clear()


def run(title: str, urls: tuple[str, str], options: argparse.Namespace, folder: Path) -> None:
    """Measure on one kind of database, each size in turn."""
    sizes = (options.small, options.large)
    sites = [
        open_site(name, size, url, folder / name)
        for name, size, url in zip(("small", "large"), sizes, urls, strict=True)
    ]
    for site in sites:
        count_queries(site)
    for _ in range(options.rounds):
        for page in PAGES:
            for site in sites:
                site.ask(page, options.times)
    print(f"\n{title}: best CPU ms a request (best ms), queries a page, {sizes[0]:,} and {sizes[1]:,} mentions")
    for page in PAGES:
        cells = [(min(site.cpu[page]), min(site.wall[page])) for site in sites]
        cpu, wall = cells[1][0] / cells[0][0], cells[1][1] / cells[0][1]
        shown = "".join(f"{f'{c:.1f} ({w:.1f})':>16}" for c, w in cells)
        queries = ", ".join(str(site.queries[page]) for site in sites)
        print(f"{page:20}{shown}{queries:>9}{cpu:>9.2f}x CPU{wall:>7.2f}x time", flush=True)


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", type=int, default=1_000, help="mentions in the small database (default 1,000)")
    parser.add_argument("--large", type=int, default=1_000_000, help="in the large one (default 1,000,000)")
    parser.add_argument("--times", type=int, default=10, help="requests to a page in a round (default 10)")
    parser.add_argument("--rounds", type=int, default=5, help="rounds, each size in turn (default 5)")
    parser.add_argument("--database", choices=["sqlite", "postgresql", "both"], default="both")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if options.database != "postgresql":
            run("SQLite", (f"sqlite:///{folder}/small.db", f"sqlite:///{folder}/large.db"), options, folder / "sqlite")
        if options.database != "sqlite":
            on_postgresql(options, folder)


def on_postgresql(options: argparse.Namespace, folder: Path) -> None:
    """Measure on a PostgreSQL of our own."""
    import psycopg

    with own_postgresql() as first:
        server = first.rsplit("/", 1)[0]
        with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
            for name in ("small", "large"):
                connection.execute(f"CREATE DATABASE {name}")
        run("PostgreSQL", (f"{server}/small", f"{server}/large"), options, folder / "postgresql")


if __name__ == "__main__":
    main()
