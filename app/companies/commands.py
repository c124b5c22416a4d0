"""`awards companies`: bring a register in, and note anew what its companies can be found by."""

import csv
from pathlib import Path
from typing import BinaryIO

import click
from flask.cli import AppGroup

from app import clock
from app.companies.files import HEADS, NotCompanies, Rejected, guarded, read_companies
from app.companies.importing import Imported, import_companies
from app.web.incoming import Incoming
from app.web.links import settings
from app.web.progress import last_of

BAD_LINES_SHOWN = 20

commands = AppGroup("companies", help="The register of companies.")


@commands.command("import")
@click.argument("file", type=Incoming())
def import_file(file: BinaryIO) -> None:
    """Bring in companies from FILE (CSV, - for standard input); safe to repeat.

    The first line names the columns, of which only name must be there. Aliases have ; between them:

    \b
    name,website,aliases,x,bluesky,mastodon
    Acme Tools Ltd,https://acme.example,Acme;ACME Hardware,acmehelp,acme.bsky.social,acme@mastodon.example

    A company that is known, by its name or an alias, is not added again: only what is still empty is filled in.
    Nothing is moved from one company to another.

    Example: awards companies import companies.csv
    """
    try:
        imported = last_of(import_companies(read_companies(file), by="command line"), file, nothing=Imported())
    except (NotCompanies, OSError) as wrong:
        raise click.ClickException(str(wrong)) from None
    tell(imported)


def tell(imported: Imported) -> None:
    """Print what came in, each line that did not with its number, and where those are kept."""
    for rejected in imported.rejected[:BAD_LINES_SHOWN]:
        click.echo(f"line {rejected.number}: {rejected.reason}", err=True)
    if len(imported.rejected) > BAD_LINES_SHOWN:
        click.echo(f"and {len(imported.rejected) - BAD_LINES_SHOWN} more like these", err=True)
    aside = len({rejected.number for rejected in imported.rejected})
    click.echo(
        f"{imported.read} lines read. Companies: {imported.new} new, {imported.completed} completed,"
        f" {imported.known} unchanged. Lines set aside, wholly or in part: {aside}."
    )
    if imported.rejected:
        click.echo(f"What was set aside is kept, with the reasons, in {keep_aside(imported.rejected)}", err=True)
    if imported.read and not imported.new + imported.completed + imported.known:
        raise SystemExit(1)


def keep_aside(rejected: list[Rejected]) -> Path:
    """Write lines that did not go in to a file that can be mended and imported again."""
    folder = settings().var / "imports"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"companies-{clock.now():%Y%m%d-%H%M%S-%f}.csv"
    with path.open("x", encoding="utf-8", errors="surrogateescape", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*HEADS, "line", "reason"])
        for each in rejected:
            cells = [guarded(each.cells.get(head, "")) for head in HEADS]
            writer.writerow([*cells, each.number, guarded(each.reason)])
    return path
