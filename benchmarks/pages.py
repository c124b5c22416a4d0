"""Measure every public page at two sizes of the database, beside the bare stack, interleaved in one run.

Each page is made anew each time, with nothing kept in memory; "kept" is the same page as it is really served, from
memory while nothing has changed. What counts are the ratios, CPU and queries; the machine may be busy otherwise.
"""

import argparse
import http.client
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
from flask import Flask
from sqlalchemy import Engine, event

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
import app as product  # noqa: E402
from app.web import kept_pages  # noqa: E402
from benchmarks.asked import PAGES, choose, signed_in  # noqa: E402
from benchmarks.nominate import Server, children_of, gunicorn  # noqa: E402
from benchmarks.servers import own_postgresql  # noqa: E402

NUMBERS = count(1)
KEPT_HEADER = "X-Kept"


def create_app() -> Flask:
    """Make the product, which keeps pages in memory only for those who ask with a header."""
    app = product.create_app()
    serve, kept, nothing = app.wsgi_app, kept_pages.Pages(), kept_pages.Pages(most=0)

    def answer(environ: dict[str, Any], start: Any) -> Any:
        app.extensions[kept_pages.PLACE] = kept if "HTTP_X_KEPT" in environ else nothing
        return serve(environ, start)

    app.wsgi_app = answer  # type: ignore[method-assign]
    return app


@dataclass
class Taken:
    """What requests to one page cost: milliseconds of each, CPU milliseconds, queries of one."""

    latencies: list[float] = field(default_factory=list)
    cpu: float = 0.0
    queries: int = 0

    @property
    def p50(self) -> float:
        """Return the median in milliseconds."""
        return statistics.median(self.latencies)

    @property
    def cpu_each(self) -> float:
        """Return CPU milliseconds of a request."""
        return self.cpu / len(self.latencies)


@dataclass
class Site:
    """One server with what its pages need to be asked for."""

    name: str
    server: Server
    cookie: str = ""
    values: dict[str, object] = field(default_factory=dict)
    queries: dict[str, int] = field(default_factory=dict)

    def ask(self, path: str, times: int, taken: Taken, *, is_kept: bool) -> None:
        """Ask for a page so many times over one connection."""
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=60)
        before = cpu_of(self.server)
        for _ in range(times):
            number = next(NUMBERS)
            headers = {"X-Forwarded-For": f"10.{number // 40000 % 250}.{number // 200 % 200}.1"}
            if is_kept:
                headers[KEPT_HEADER] = "yes"
            if self.cookie and "/curate" in path:
                headers["Cookie"] = self.cookie
            started = time.perf_counter()
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            answer.read()
            taken.latencies.append((time.perf_counter() - started) * 1000)
            if answer.status != 200:
                raise SystemExit(f"{self.name} answered {answer.status} to {path}")
        taken.cpu += cpu_of(self.server) - before
        connection.close()


def cpu_of(server: Server) -> float:
    """Sum the CPU milliseconds of every thread of a server; finer than the ticks that a process is told."""
    pids = [server.process.pid, *children_of(server.process.pid)]
    tasks = (path for pid in pids for path in Path(f"/proc/{pid}/task").glob("*/schedstat"))
    return sum(int(path.read_text().split()[0]) for path in tasks) / 1e6


def environment(folder: Path, url: str) -> dict[str, str]:
    """Return the settings of a product on one database."""
    return {
        "AWARDS_ENV": "development",
        "AWARDS_VAR": str(folder),
        "AWARDS_DATABASE_URL": url,
        "AWARDS_QUEUE_URL": f"sqlite:///{folder / 'queue.db'}",
        "AWARDS_MAIL_URL": f"file:{folder / 'mail'}",
        "AWARDS_TRUSTED_PROXIES": "1",
    }


def prepare(size: int, folder: Path, url: str) -> dict[str, str]:
    """Fill a database with so many nominations, unless it holds them already."""
    folder.mkdir(parents=True, exist_ok=True)
    settings = environment(folder, url)
    started = time.monotonic()
    command = [sys.executable, "-m", "app", "demo", "--scale", str(size)]
    subprocess.run(command, cwd=ROOT, env={**os.environ, **settings}, check=True, stdout=subprocess.DEVNULL)
    print(f"{size:,} nominations were there after {time.monotonic() - started:.0f} s", flush=True)
    return settings


def look_into(site: Site, settings: dict[str, str]) -> None:
    """Sign a curator in, choose what to ask for, and count the queries of each page."""
    from app.config import read_settings
    from app.extensions import db

    app = product.create_app(read_settings({**os.environ, **settings}))
    with app.app_context():
        site.values = choose()
        client, site.cookie = signed_in(app)
        db.session.remove()
        engine = db.engine
    nothing = kept_pages.Pages(most=0)
    for name, (path, _) in PAGES.items():
        asking = client if "/curate" in path else app.test_client()
        app.extensions[kept_pages.PLACE] = kept_pages.Pages() if "kept" in name else nothing
        asking.get(path.format(**site.values))
        with counted_statements(engine) as statements:
            answer = asking.get(path.format(**site.values))
        if answer.status_code != 200:
            raise SystemExit(f"{path} answered {answer.status_code}")
        site.queries[name] = len(statements)
    engine.dispose()


@contextmanager
def counted_statements(engine: Engine) -> Iterator[list[str]]:
    """Count the statements sent to a database."""
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        statements.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield statements
    event.remove(engine, "before_cursor_execute", note)


@contextmanager
def sites(urls: dict[str, str], sizes: tuple[int, int], folder: Path) -> Iterator[list[Site]]:
    """Serve the bare stack and the product at both sizes."""
    bare = {"BARE_DATABASE_URL": urls["bare"].replace("postgresql://", "postgresql+psycopg://")}
    fill = [sys.executable, "-c", "from benchmarks.bare import fill; fill()"]
    subprocess.run(fill, cwd=ROOT, env={**os.environ, **bare}, check=True)
    with ExitStack() as stack:
        served = [Site("bare", stack.enter_context(gunicorn("benchmarks.bare:create_app()", "", bare)))]
        for size, name in zip(sizes, ("small", "large"), strict=True):
            settings = prepare(size, folder / name, urls[name])
            site = Site(name, stack.enter_context(gunicorn("benchmarks.pages:create_app()", "", settings)))
            look_into(site, settings)
            served.append(site)
        yield served


def measure(served: list[Site], times: int, rounds: int, only: tuple[str, ...]) -> dict[str, list[Taken]]:
    """Ask every site for every page, or those whose names begin so, in turn, several rounds."""
    found = {name: [Taken() for _ in served] for name in PAGES if not only or name.startswith(only)}
    for lap in range(rounds + 1):
        for name, (path, beside) in ((name, PAGES[name]) for name in found):
            for site, taken in zip(served, found[name], strict=True):
                asked = f"/{beside}" if site.name == "bare" else path.format(**site.values)
                warm = Taken() if lap == 0 else taken
                site.ask(asked, times if lap else 10, warm, is_kept="kept" in name)
                taken.queries = site.queries.get(name, 0)
    return found


def report(title: str, sizes: tuple[int, int], found: dict[str, list[Taken]]) -> None:
    """Print one table."""
    small, large = (f"{size:,}" for size in sizes)
    print(f"\n{title}: CPU ms a request (median ms), queries a page")
    print(f"{'page':20}{'bare':>16}{small:>18}{large:>18}{'queries':>9}{'large/small':>13}{'bare/large':>12}")
    for name, (bare, first, second) in found.items():
        cells = "".join(f"{f'{each.cpu_each:.2f} ({each.p50:.1f})':>17}" for each in (bare, first, second))
        queries = f"{first.queries}, {second.queries}"
        growth, against = second.cpu_each / first.cpu_each, bare.cpu_each / second.cpu_each
        print(f"{name:20}{cells}{queries:>9}{growth:>12.2f}x{against:>11.2f}x")


def run(title: str, urls: dict[str, str], options: argparse.Namespace, folder: Path) -> None:
    """Measure on one kind of database."""
    sizes = (options.small, options.large)
    with sites(urls, sizes, folder) as served:
        report(title, sizes, measure(served, options.times, options.rounds, tuple(options.only)))


def on_postgresql(options: argparse.Namespace, folder: Path) -> None:
    """Measure on a durable PostgreSQL: one of our own, or the one that was named, whose databases then stay."""
    if options.server:
        measure_on(options.server, options, folder)
        return
    with own_postgresql(fsync="on") as server:
        measure_on(server.rsplit("/", 1)[0], options, folder)


def measure_on(server: str, options: argparse.Namespace, folder: Path) -> None:
    """Measure in three databases of a server, made where they are not there yet."""
    names = ("bare", "small", "large")
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        there = {name for (name,) in connection.execute("SELECT datname FROM pg_database")}
        for name in sorted(set(names) - there):
            connection.execute(f"CREATE DATABASE {name}")
    run("PostgreSQL", {name: f"{server}/{name}" for name in names}, options, folder / "postgresql")


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", type=int, default=1_000, help="nominations in the small database (default 1,000)")
    parser.add_argument("--large", type=int, default=1_000_000, help="in the large one (default 1,000,000)")
    parser.add_argument("--times", type=int, default=100, help="requests to a page in a round (default 100)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds, each site in turn (default 3)")
    parser.add_argument("--only", nargs="*", default=[], help="only pages whose names begin so")
    parser.add_argument("--database", choices=["sqlite", "postgresql", "both"], default="both")
    parser.add_argument("--keep", type=Path, help="keep the SQLite databases here for the next run")
    parser.add_argument("--server", help="postgresql:// without a database: measure and keep the databases there")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = (options.keep or Path(name)).absolute()
        if options.database != "postgresql":
            urls = {each: f"sqlite:///{folder / 'sqlite' / each}.db" for each in ("small", "large")}
            urls["bare"] = f"sqlite:///{Path(name) / 'bare'}.db"
            run("SQLite", urls, options, folder / "sqlite")
        if options.database != "sqlite":
            on_postgresql(options, folder)


if __name__ == "__main__":
    main()
