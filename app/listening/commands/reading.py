"""`awards listen`: bring posts in, from a file or from the networks."""

from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

import click
from flask.cli import AppGroup

from app import clock
from app.extensions import db
from app.listening import queries
from app.listening.answering.replies import NETWORK_NAMES
from app.listening.commands.checking import check
from app.listening.commands.counting import count_anew
from app.listening.commands.learning import learn
from app.listening.commands.rescoring import rescore
from app.listening.commands.status import status
from app.listening.files import NotPosts, read_posts
from app.listening.health import empty_words
from app.listening.importing import Imported, import_posts
from app.listening.passes.draining import Report
from app.listening.passes.network import read_network
from app.listening.passes.networks import read_side_by_side
from app.listening.passes.stopping import Stop
from app.listening.posts import NETWORK
from app.listening.sources.opening import NETWORKS, missing, open_source
from app.listening.spending import budget
from app.migrating import present_migration, require_current_database
from app.web.incoming import Incoming
from app.web.links import settings
from app.web.progress import last_of

LINE_LONGEST = 300
BAD_LINES_SHOWN = 20

commands = AppGroup("listen", help="Read public posts that praise support. Nothing here can write to a network.")
commands.add_command(status)
commands.add_command(check)
commands.add_command(count_anew)
commands.add_command(learn)
commands.add_command(rescore)


@commands.command("import")
@click.argument("file", type=Incoming())
@click.option("--source", metavar="NETWORK", help="The network of lines that name none.")
def import_file(file: BinaryIO, source: str | None) -> None:
    """Bring in posts from FILE (JSON lines or CSV, - for standard input), each once.

    A line needs network (or --source), id, url, text and posted_at; lang and author (id, handle, name) may be there:

    \b
    {"network": "x", "id": "199188", "url": "https://x.com/ada/status/199188", "text": "Great support",
     "posted_at": "2026-11-20T21:04:00Z", "author": {"id": "7", "handle": "ada", "name": "Ada"}}

    Example: awards listen import posts.jsonl
    """
    if source is not None and not NETWORK.fullmatch(source):
        raise click.BadParameter("A network is one plain word such as x.", param_hint="--source")
    if source is not None and source not in NETWORK_NAMES:
        known = ", ".join(NETWORK_NAMES)
        click.echo(f"{source} is none of the networks we know ({known}). The posts are kept under that name.", err=True)
    outcomes = read_posts(file, name=getattr(file, "name", ""), network=source, now=clock.now())
    try:
        imported = last_of(import_posts(outcomes, by="command line"), file, nothing=Imported())
    except (NotPosts, OSError) as wrong:
        raise click.ClickException(str(wrong)) from None
    tell_import(imported)


def tell_import(imported: Imported) -> None:
    """Print what came in, and each bad line with its number."""
    for rejected in imported.rejected[:BAD_LINES_SHOWN]:
        click.echo(f"line {rejected.line_number}: {rejected.reason}", err=True)
    if imported.aside > BAD_LINES_SHOWN:
        click.echo(f"and {imported.aside - BAD_LINES_SHOWN} more lines like these", err=True)
    stored = imported.stored
    click.echo(
        f"{many(imported.read, 'post')} read: {stored.new} new, {stored.known} already here,"
        f" {imported.aside} set aside.{'' if stored.new or stored.aside else ' Nothing changed.'}"
    )
    if imported.read and imported.aside == imported.read:
        raise SystemExit(1)


@commands.command("once")
@click.option("--source", type=click.Choice(NETWORKS), help="Read only this network.")
@click.option("--now", "is_asked", is_flag=True, help="Do not wait for due times, back-off or pauses.")
def once(source: str | None, is_asked: bool) -> None:
    """Read every due watch to the end, then stop; exit 1 if a network failed.

    Example: awards listen once --source x --now
    """
    require_tables()
    stop = Stop()
    stop.listen_to_signals()
    names = [source] if source else NETWORKS
    read = partial(read_one, is_named=source is not None, is_asked=is_asked, stop=stop)
    reports = list(map(tell, read_side_by_side(names, read, stop)))
    if stop.was_asked or any(report.failure for report in reports):
        raise SystemExit(1)


def require_tables() -> None:
    """Stumble here over an empty or older database, since what a network's thread stumbles over is only named."""
    queries.find_health(NETWORKS[0])
    db.session.rollback()
    if present_migration() is not None:
        require_current_database()


def tell(report: Report) -> Report:
    """Print the line of one network."""
    click.echo(line_of(report), err=bool(report.failure))
    return report


def read_one(name: str, *, is_named: bool, is_asked: bool, stop: Stop) -> Report:
    """Read one network, or say why it cannot be read."""
    source = open_source(name, settings())
    if source is None:
        sentence = f"not set up: {empty_words(missing(name, settings()))}"
        return Report(name, failure=sentence) if is_named else Report(name, note=sentence)
    return read_network(source, is_asked=is_asked, stop=stop)


def line_of(report: Report) -> str:
    """Sum one network's pass up in one line."""
    told = (
        ", ".join(filter(None, (read_words(report), *trouble_words(report), report.warning, report.note)))
        or "nothing is due"
    )
    if not report.failure:
        return shortened(f"{report.network}: {told.rstrip('.')}.")
    return shortened(f"{report.network}: failed: {report.failure}" + (f" ({told})" if report.pages else ""))


def read_words(report: Report) -> str:
    """Say how much was read, and for how much."""
    if not report.pages:
        return ""
    stored = report.stored
    found = f"{many(stored.new, 'new post')}, {stored.known} already here" + (
        f", {stored.edited} edited" if stored.edited else ""
    )
    return (
        f"{found}, {many(report.pages, 'page')} of {many(report.searches, 'search')} for {budget.dollars(report.cost)}"
    )


def trouble_words(report: Report) -> Iterator[str]:
    """Say what did not go smoothly without being a failure."""
    if report.stored.aside:
        yield f"{report.stored.aside} set aside"
    if report.held_elsewhere:
        yield f"{many(report.held_elsewhere, 'search')} in the hands of another process"
    if report.gaps:
        yield "part of the time could not be read any more"


def many(number: int, thing: str) -> str:
    """Write a number of things, such as 3 searches."""
    ending = "" if number == 1 else "es" if thing.endswith("ch") else "s"
    return f"{number} {thing}{ending}"


def shortened(line: str) -> str:
    """Keep a line readable in a log."""
    return line if len(line) <= LINE_LONGEST else f"{line[: LINE_LONGEST - 1]}…"
