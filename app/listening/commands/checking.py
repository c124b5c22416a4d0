"""`awards listen check`: one sweep over the posts we hold, network by network."""

from collections.abc import Iterator

import click

from app.errors import Unavailable
from app.listening.checking import Checked, check_network
from app.listening.health import empty_words
from app.listening.passes.draining import Report
from app.listening.passes.network import may_read
from app.listening.passes.stopping import Stop, Stopped
from app.listening.sources.opening import NETWORKS, missing, open_source
from app.listening.spending import budget
from app.web.links import settings

LINE_LONGEST = 300


@click.command("check")
@click.option("--source", type=click.Choice(NETWORKS), help="Check only this network.")
@click.option("--due", "is_due", is_flag=True, help="Only what was not checked for a day, and no network that rests.")
def check(source: str | None, is_due: bool) -> None:
    """Ask the networks whether the posts we hold are still there; wipe here what is gone there.

    A check that fails changes nothing. On X each costs like a read, so only posts that curators work with are checked,
    for at most a fifth of the day's budget. Exit 1 if a network failed.

    Example: awards listen check
    """
    stop = Stop()
    stop.listen_to_signals()
    try:
        names = [source] if source else NETWORKS
        reports = [check_and_tell(name, is_named=source == name, is_due=is_due, stop=stop) for name in names]
    except Stopped:
        click.echo("Stopped before the end. The next check begins with what waited longest.", err=True)
        raise SystemExit(1) from None
    if any(report.failure for report in reports):
        raise SystemExit(1)


def check_and_tell(name: str, *, is_named: bool, is_due: bool, stop: Stop) -> Checked:
    """Check one network and print its line."""
    report = check_one(name, is_named=is_named, is_due=is_due, stop=stop)
    click.echo(line_of(report), err=bool(report.failure))
    return report


def check_one(name: str, *, is_named: bool, is_due: bool, stop: Stop) -> Checked:
    """Check one network, or say why it cannot be asked."""
    standing = Report(name)
    if is_due and not may_read(name, standing):
        return Checked(name, note=standing.failure or standing.note)
    source = open_source(name, settings())
    if source is None:
        sentence = f"not set up: {empty_words(missing(name, settings()))}"
        return Checked(name, failure=sentence) if is_named else Checked(name, note=sentence)
    try:
        return check_network(source, is_asked=not is_due, stop=stop)
    except Unavailable:
        return Checked(name, failure="the database refuses work for the moment; run the check again")


def line_of(report: Checked) -> str:
    """Sum one network's check up in one line."""
    told = ", ".join(filter(None, (*found_words(report), report.note))) or "nothing to check"
    if report.failure:
        told = f"failed: {report.failure}" + (f" ({told})" if report.asked else "")
    return f"{report.network}: {told.rstrip('.')}."[:LINE_LONGEST]


def found_words(report: Checked) -> Iterator[str]:
    """Say what became of the posts that were asked after."""
    if not report.asked:
        return
    yield f"{report.asked} checked, {report.gone} gone and wiped"
    if report.doubted:
        yield f"{report.doubted} said to be gone all at once, which are asked after once more before they are wiped"
    if report.edited:
        yield f"{report.edited} edited"
    if report.unknown:
        yield f"{report.unknown} that the network says nothing of"
    if report.cost:
        yield f"for {budget.dollars(report.cost)}"
