"""`awards audit`: check the log."""

import json
from pathlib import Path

import click
from flask.cli import AppGroup

from app.audit import queries

commands = AppGroup("audit", help="Check the hash-chained log of everything that changed.")

NO_HEADS = (
    f"{queries.HEADS_FILE} is missing or empty, so lines cut off the end of the log cannot be noticed. The worker notes"
    " a head each minute; give one from the daily mail with --head."
)


@commands.command("verify")
@click.option(
    "--head", type=click.Path(path_type=Path), help="A file of heads noted elsewhere, one 'number code' a line."
)
@click.option("--json", "as_json", is_flag=True, help="Print the verdict as JSON.")
def verify(head: Path | None, as_json: bool) -> None:
    """Check every line of the log; exit 1 and name the first bad one if the chain is broken.

    Heads noted outside the database show whether its end was cut off; without any, a warning says so.

    Example: awards audit verify --head heads-from-the-daily-mail.txt
    """
    verdict, noted = queries.verify(head), len(queries.list_heads(head))
    if not noted and verdict.count:
        click.echo(NO_HEADS, err=True)
    if as_json:
        said = {"lines": verdict.count, "broken_at": verdict.broken_at, "reason": verdict.sentence}
        click.echo(json.dumps({**said, "heads_noted": noted}))
    elif verdict.broken_at is None:
        click.echo(f"All {verdict.count:,} lines are as they were written.")
    else:
        click.echo(f"The log is broken at line {verdict.broken_at}. {verdict.sentence}", err=True)
    if verdict.broken_at is not None:
        raise SystemExit(1)
