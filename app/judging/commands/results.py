"""`awards results`: compute what a season's categories end with, and check a published file."""

import json
from pathlib import Path
from typing import NoReturn

import click
from flask.cli import AppGroup

from app.errors import Refused
from app.judging import service
from app.judging.commands.naming import find_category, find_season
from app.judging.commands.records import check_record, holds_record
from app.judging.commands.telling import plain, tell
from app.judging.models import Result
from app.judging.queries.panels import list_entries
from app.judging.verifying import Unreadable, find_differences, read_snapshot
from app.programme.models import Category
from app.web.actions import act

OPERATOR = "command line"

commands = AppGroup("results", help="Compute results from sealed scorecards, and check published ones.")


@commands.command("compute")
@click.argument("season")
@click.argument("category", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print each result as one line of canonical JSON.")
def compute(season: str, category: str | None, as_json: bool) -> None:
    """Seal the categories of a season, or one of them, and compute their results; twice gives the same bytes.

    Each entry's rank is told with the ranks it could as well have had (90 %), and what cannot be told is said.

    \b
    Examples:
      awards results compute 2026
      awards results compute 2026 support-hero
      awards results compute 2026 support-hero --json > support-hero.json
    """
    row = find_season(season)
    chosen = [find_category(row, category)] if category else list(row.categories)
    if not chosen:
        raise Refused(f"{row.name} has no categories yet.")
    for each in chosen:
        result = _compute(each)
        click.echo(result.document if as_json else f"{_told(each, result)}\n")


def _told(category: Category, result: Result) -> str:
    names = {entry.public_id: entry.title for entry in list_entries(category)}
    picture = tell(json.loads(result.document), names)
    return f"{category.slug}: sealed and computed, sha256 {result.sha256}\n\n{picture}"


def _compute(category: Category) -> Result:
    act(service.seal, category, by=OPERATOR)
    return act(service.compute_result, category, by=OPERATOR)


@commands.command("verify", with_appcontext=False)
@click.argument("file", type=click.Path(path_type=Path))
def verify(file: Path) -> None:
    """Recompute a published result from its own scorecards: exit 0 when every byte agrees, 1 when not, 2 if unreadable.

    The record of a decision is checked as well: its tie-break is worked out again, and its own hash.
    Neither a database nor settings are needed, and nothing is written.

    Example: awards results verify support-hero.json
    """
    try:
        raw = file.read_bytes()
        snapshots = [] if holds_record(raw) else _split(raw)
        found = [find_differences(snapshot) for snapshot in snapshots]
    except OSError as error:
        _stop(f"{file} cannot be opened: {(error.strerror or 'unknown reason').lower()}.", 2)
    except Unreadable as reason:
        _stop(f"{file} {reason}.", 2)
    if not snapshots:
        check_record(str(file), raw)
        return
    differences = [sentence for sentences in found for sentence in sentences]
    if differences:
        _stop("\n".join([f"{file} does not hold what its scorecards give:", *differences]), 1)
    for snapshot in snapshots:
        document = read_snapshot(snapshot)
        click.echo(
            plain(f"{document['season']}/{document['category']}: every byte agrees, sha256 {document['sha256']}")
        )
    click.echo(
        "Compare the sha256 with the one on the winners’ page. It covers marks and results; names stand beside it."
    )


def _split(raw: bytes) -> list[bytes]:
    """Take a file apart that holds one result a line, as `compute --json` prints a whole season."""
    lines = [line for line in raw.splitlines() if line.strip()]
    return lines if len(lines) > 1 and all(line.startswith(b"{") for line in lines) else [raw]


def _stop(sentence: str, code: int) -> NoReturn:
    click.echo(plain(sentence), err=True)
    raise SystemExit(code)
