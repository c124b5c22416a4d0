"""Measure a judge's pages and the organisers' progress at 500 and at 5,000 entries with five judges each.

A judge has about sixty entries at both sizes; there are ten times as many judges at the larger. Printed are statements
and the least CPU milliseconds of several requests, and the larger size against the smaller.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from flask.testing import FlaskClient  # noqa: E402

import app as product  # noqa: E402
from app.accounts.models import User  # noqa: E402
from app.config import read_settings  # noqa: E402
from app.extensions import db  # noqa: E402
from app.judging.models import Assignment, Rubric  # noqa: E402
from app.judging.queries.panels import list_judges  # noqa: E402
from app.web.actions import act  # noqa: E402
from benchmarks.assign_rows import make_season_of  # noqa: E402
from benchmarks.judging_rows import WANTED, ask_everybody  # noqa: E402
from benchmarks.servers import own_postgresql  # noqa: E402
from tests.make import accept_code, sign_in  # noqa: E402
from tests.stage import Browser  # noqa: E402
from tests.watch import counted_statements  # noqa: E402

ENTRIES_A_JUDGE = 62
Figures = dict[str, tuple[float, int]]


def measure(url: str, entries: int, rounds: int) -> Figures:
    """Fill a season of this size and ask for each page."""
    with tempfile.TemporaryDirectory() as folder:
        wanted = {"AWARDS_VAR": folder, "AWARDS_DATABASE_URL": url, "AWARDS_MAIL_URL": f"file:{folder}"}
        app = product.create_app(read_settings(wanted))
        app.test_client_class = Browser
        with app.app_context():
            db.create_all()
            season, _, organiser = make_season_of(entries, count_judges(entries), have_moderated=False)
            act(ask_everybody, list_judges(), db.session.query(Rubric).order_by(Rubric.id).first())
            judge = list_judges()[0]
            accept_code(judge)
            figures = ask_pages(app.test_client(), judge, pages_of_judge(judge), rounds)
            figures |= ask_pages(app.test_client(), organiser, pages_of_organiser(season.slug), rounds)
            db.session.remove()
            db.drop_all()
    return figures


def count_judges(entries: int) -> int:
    """Return how many judges share the work, so that each has about as much at every size."""
    return max(WANTED, entries * WANTED // ENTRIES_A_JUDGE)


def pages_of_judge(judge: User) -> dict[str, str]:
    """Name a judge's pages: the list, and an entry of it."""
    own = db.session.query(Assignment).filter_by(judge_id=judge.id).order_by(Assignment.id.desc()).first()
    return {"judge's list": "/judge/", "one entry": f"/judge/entries/{own.entry.public_id}"}


def pages_of_organiser(season: str) -> dict[str, str]:
    """Name the pages of progress."""
    base = "/organise/progress"
    return {
        "progress": f"{base}?season={season}",
        "progress, entries": f"{base}/entries?season={season}",
        "progress as CSV": f"{base}.csv?season={season}",
        "assignments": f"/organise/assignments?season={season}",
    }


def ask_pages(client: FlaskClient, user: User, pages: dict[str, str], rounds: int) -> Figures:
    """Return the least CPU milliseconds and the statements of each page."""
    sign_in(client, user)
    return {name: ask(client, path, rounds) for name, path in pages.items()}


def ask(client: FlaskClient, path: str, rounds: int) -> tuple[float, int]:
    """Ask for a page several times."""
    answer = client.get(path)
    if answer.status_code != 200:
        sys.exit(f"{path} answered {answer.status_code}")
    with counted_statements() as sent:
        client.get(path)
    spent = []
    for _ in range(rounds):
        begun = time.process_time()
        client.get(path)
        spent.append(time.process_time() - begun)
    return min(spent) * 1000, len(sent)


def compare(database: str, small: Figures, large: Figures) -> None:
    """Print both sizes and what growing costs."""
    print(database)
    for name, (least, statements) in small.items():
        grown, more = large[name]
        print(
            f"  {name:<20} {least:8.1f} ms {grown:8.1f} ms   {grown / least:5.2f}   statements {statements} and {more}"
        )


def main() -> None:
    """Measure on each database there is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", type=int, default=500)
    parser.add_argument("--large", type=int, default=5_000)
    parser.add_argument("--rounds", type=int, default=9)
    asked = parser.parse_args()
    print(f"{asked.small} and {asked.large} entries, {WANTED} judges each")
    with tempfile.TemporaryDirectory() as folder:
        sizes = [measure(f"sqlite:///{folder}/{size}.db", size, asked.rounds) for size in (asked.small, asked.large)]
        compare("SQLite", *sizes)
    with own_postgresql() as server:
        compare("PostgreSQL", *(measure(server, size, asked.rounds) for size in (asked.small, asked.large)))


if __name__ == "__main__":
    main()
