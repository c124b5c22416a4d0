"""Measure nomination POSTs of the product beside a bare Flask-SQLAlchemy form, interleaved in one run.

Both run under gunicorn gthread with 2 workers and 2 threads, on the same kind of database; what counts are the ratios.
"""

import argparse
import http.client
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import psycopg

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from benchmarks.servers import own_postgresql  # noqa: E402

CONNECTIONS = 4
STORY = "My router failed the evening before a hospital call. Priya stayed on the line for forty minutes. " * 4


@dataclass
class Load:
    """What one server did in all its rounds: seconds of each POST, wall seconds, CPU seconds."""

    latencies: list[float] = field(default_factory=list)
    wall: float = 0.0
    cpu: float = 0.0
    errors: int = 0

    @property
    def rate(self) -> float:
        """Return POSTs per second."""
        return len(self.latencies) / self.wall

    @property
    def p99(self) -> float:
        """Return the 99th percentile in milliseconds."""
        return statistics.quantiles(self.latencies, n=100)[98] * 1000

    @property
    def cpu_each(self) -> float:
        """Return CPU milliseconds per POST."""
        return self.cpu / len(self.latencies) * 1000


@dataclass(frozen=True)
class Server:
    """One gunicorn on a port."""

    process: subprocess.Popen[bytes]
    port: int
    category: str

    def cpu_seconds(self) -> float:
        """Sum the CPU time of gunicorn and its workers."""
        ticks = os.sysconf("SC_CLK_TCK")
        pids = [self.process.pid, *children_of(self.process.pid)]
        return sum(cpu_ticks(pid) for pid in pids) / ticks


def children_of(pid: int) -> list[int]:
    """List the child processes of a process."""
    return [int(text) for text in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def cpu_ticks(pid: int) -> int:
    """Return user and system ticks of a process."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


@contextmanager
def gunicorn(target: str, category: str, environ: dict[str, str]) -> Iterator[Server]:
    """Run one app under gunicorn until the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", target, "-b", f"127.0.0.1:{port}", "-w", "2", "--threads", "2"]
    command += ["-k", "gthread", "--log-level", "warning", "--no-control-socket"]
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **environ})
    try:
        wait_for(port)
        yield Server(process, port, category)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


def wait_for(port: int) -> None:
    """Wait until a server answers."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit("The server did not start.")


def drive(server: Server, seconds: float, load: Load) -> None:
    """Send nominations over several connections for a while."""
    lock = threading.Lock()
    before, started = server.cpu_seconds(), time.monotonic()
    threads = [threading.Thread(target=send, args=(server, started + seconds, load, lock)) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    load.wall += time.monotonic() - started
    load.cpu += server.cpu_seconds() - before


def send(server: Server, deadline: float, load: Load, lock: threading.Lock) -> None:
    """Open the form once, then post it again and again under new keys."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    connection.request("GET", "/nominate")
    page = connection.getresponse()
    text = page.read().decode()
    headers = {
        "Cookie": page.headers["Set-Cookie"].split(";")[0],
        "Content-Type": "application/x-www-form-urlencoded",
    }
    token = text.split('name="csrf_token"', 1)[1].split('value="', 1)[1].split('"', 1)[0]
    while time.monotonic() < deadline:
        body = urlencode(filled(token, server.category), doseq=True)
        started = time.monotonic()
        connection.request("POST", "/nominate", body, headers)
        answer = connection.getresponse()
        answer.read()
        taken = time.monotonic() - started
        with lock:
            load.latencies.append(taken)
            load.errors += answer.status != 303
    connection.close()


def filled(token: str, category: str) -> dict[str, object]:
    """Fill the form with every field."""
    key = uuid.uuid4().hex
    return {
        "csrf_token": token,
        "submission_key": key,
        "company": f"Company {key[:3]}",
        "website": "https://example.org",
        "category": category,
        "recognises": "company",
        "story": STORY,
        "feeling": "relieved",
        "qualities": ["attention", "resolution"],
        "solved": "first_contact",
        "channel": "phone",
        "relation": "customer",
        "name": "Ada Lovelace",
        "email": f"ada{key[:12]}@example.org",
        "consent": "yes",
    }


def compare(name: str, bare_url: str, product_url: str, seconds: float, rounds: int, folder: Path) -> None:
    """Run both servers side by side, drive them in turn, and print the ratios."""
    product = {
        "AWARDS_ENV": "development",
        "AWARDS_VAR": str(folder / name),
        "AWARDS_DATABASE_URL": product_url,
        "AWARDS_QUEUE_URL": f"sqlite:///{folder / name}-queue.db",
    }
    init = [sys.executable, "-m", "app", "init", "--email", "me@example.org"]
    subprocess.run(init, cwd=ROOT, env={**os.environ, **product}, check=True, stdout=subprocess.DEVNULL)
    bare = {"BARE_DATABASE_URL": bare_url.replace("postgresql://", "postgresql+psycopg://")}
    make_tables = [sys.executable, "-c", "from benchmarks.bare import create_app; create_app()"]
    subprocess.run(make_tables, cwd=ROOT, env={**os.environ, **bare}, check=True)
    loads = {"bare": Load(), "product": Load()}
    with (
        gunicorn("benchmarks.bare:create_app()", "best-self-service", bare) as first,
        gunicorn("app:create_app()", "best-self-service", product) as second,
    ):
        for server in (first, second):
            drive(server, 1.0, Load())
        for _ in range(rounds):
            drive(first, seconds, loads["bare"])
            drive(second, seconds, loads["product"])
    report(name, loads["bare"], loads["product"])


def report(name: str, bare: Load, product: Load) -> None:
    """Print one table."""
    print(f"\n{name}: {len(bare.latencies)} bare and {len(product.latencies)} product POSTs, {CONNECTIONS} connections")
    print(f"{'':10}{'POST/s':>10}{'p99 ms':>10}{'CPU ms':>10}{'errors':>10}")
    for label, load in (("bare", bare), ("product", product)):
        print(f"{label:10}{load.rate:10.0f}{load.p99:10.1f}{load.cpu_each:10.2f}{load.errors:10}")
    ratios = (product.rate / bare.rate, product.p99 / bare.p99, product.cpu_each / bare.cpu_each)
    print(f"{'ratio':10}{ratios[0]:9.2f}x{ratios[1]:9.2f}x{ratios[2]:9.2f}x")


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=4, help="seconds of load a round (default 4)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds for each server, taken in turn (default 3)")
    parser.add_argument("--database", choices=["sqlite", "postgresql", "both"], default="both")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if options.database != "postgresql":
            urls = [f"sqlite:///{folder / each}.db" for each in ("bare", "product")]
            compare("SQLite FULL", *urls, options.seconds, options.rounds, folder)
        if options.database != "sqlite":
            on_postgresql(options.seconds, options.rounds, folder)


def on_postgresql(seconds: float, rounds: int, folder: Path) -> None:
    """Compare on a durable PostgreSQL of our own."""
    with own_postgresql(fsync="on") as server:
        with psycopg.connect(server, autocommit=True) as connection:
            for name in ("bare", "product"):
                connection.execute(f"CREATE DATABASE {name}")
        urls = [f"{server.rsplit('/', 1)[0]}/{each}" for each in ("bare", "product")]
        compare("PostgreSQL", *urls, seconds, rounds, folder)


if __name__ == "__main__":
    main()
