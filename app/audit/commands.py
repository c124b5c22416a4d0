"""`awards audit`: check the log."""

import json
from pathlib import Path

import click
from flask.cli import AppGroup

from app.audit import queries

commands = AppGroup("audit", help="Check the hash-chained log of everything that changed.")


@commands.command("verify")
@click.option(
    "--head", type=click.Path(path_type=Path), help="A file of heads noted elsewhere, one 'number code' a line."
)
@click.option("--json", "as_json", is_flag=True, help="Print the verdict as JSON.")
def verify(head: Path | None, as_json: bool) -> None:
    """Check every line of the log; exit 1 and name the first bad one if the chain is broken.

    Example: awards audit verify --head heads-from-the-daily-mail.txt
    """
    verdict = queries.verify(head)
    if as_json:
        click.echo(json.dumps({"lines": verdict.count, "broken_at": verdict.broken_at, "reason": verdict.sentence}))
    elif verdict.broken_at is None:
        click.echo(f"All {verdict.count:,} lines are as they were written.")
    else:
        click.echo(f"The log is broken at line {verdict.broken_at}. {verdict.sentence}", err=True)
    if verdict.broken_at is not None:
        raise SystemExit(1)
