"""`awards demo`: fill a database with a lively season, and serve it."""

import sys
from contextlib import nullcontext
from typing import TYPE_CHECKING

import click
from flask import Flask
from flask_migrate import upgrade

from app import create_app
from app.config import ROOT, Settings
from app.demo import filling, scaling, serving, standing, surroundings, words
from app.demo.script import Script
from app.demo.standing import Standing
from app.errors import Refused

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar


@click.command("demo")
@click.option("--fresh", is_flag=True, help="Delete the demo's database and begin anew.")
@click.option("--serve", "is_served", is_flag=True, help="Then serve the site with its worker, until Ctrl-C.")
@click.option(
    "--scale",
    "nominations",
    type=click.IntRange(1, 5_000_000),
    help="Add so many invented nominations for load tests, with their companies and entries; the same each time.",
)
def demo(fresh: bool, is_served: bool, nominations: int | None) -> None:
    """Fill the database with a lively demo; what is there already stays. Never in production.

    Example: awards demo --serve

    Load tests: awards demo --scale 100000
    """
    settings = surroundings.settle()
    if is_served or fresh:
        surroundings.require_free_port(settings.bind)
    app = create_app(settings)
    with app.app_context():
        make_ready(app, fresh=fresh)
        if nominations:
            fill_many(nominations)
        if not is_served:
            tell(settings, is_running=False)
    if is_served:
        serve(app, settings)


def make_ready(app: Flask, *, fresh: bool) -> None:
    """Bring the database to the newest migration and the demo into it, once."""
    found = standing.find_standing()
    if fresh and found is not Standing.EMPTY:
        require_leave_to_delete(found)
        standing.delete(app.extensions["counters"])
        found = Standing.EMPTY
    if found is Standing.FOREIGN:
        raise Refused(
            f"{standing.place_in_words()} holds data that is not the demo's, so it was left alone. "
            "Name another place with AWARDS_VAR or AWARDS_DATABASE_URL."
        )
    if found is Standing.BEGUN:
        click.echo("An earlier fill was interrupted, so the demo begins anew.")
        standing.delete(app.extensions["counters"])
    upgrade(directory=str(ROOT / "migrations"))
    if found is Standing.FILLED:
        click.echo("The demo is there already; its data stays as it is.")
        return
    fill()


def require_leave_to_delete(found: Standing) -> None:
    """Ask before anything is deleted that is not a demo."""
    standing.require_sqlite()
    if found is not Standing.FOREIGN:
        return
    if not sys.stdin.isatty():
        raise Refused(f"{standing.place_in_words()} is no demo, so it was not deleted.")
    click.confirm(f"{standing.place_in_words()} is no demo. Delete everything in it?", abort=True)


def fill() -> None:
    """Fill the database, with a bar when somebody watches."""
    script = filling.write_script()
    click.echo("Filling the demo: four seasons with their stories, judges and letters. This takes some seconds.")
    with progress_of(script) if sys.stderr.isatty() else nullcontext(filling.play(script)) as scenes:
        for _ in scenes:
            pass


def fill_many(nominations: int) -> None:
    """Add rows for load tests, with a bar when somebody watches."""
    if scaling.is_scaled(nominations):
        click.echo(f"The {nominations:,} nominations for load tests are there already.")
        return
    click.echo(f"Adding {nominations:,} invented nominations for load tests.")
    steps, length = scaling.scale(nominations), scaling.count_steps(nominations)
    bar = click.progressbar(steps, length=length, label="Adding", file=sys.stderr) if sys.stderr.isatty() else None
    with bar or nullcontext(steps) as shown:
        for _ in shown:
            pass


def progress_of(script: Script) -> "ProgressBar[None]":
    """Show a bar over the scenes."""
    scenes = filling.play(script)
    return click.progressbar(scenes, length=len(script.scenes), label="Filling", file=sys.stderr)


def tell(settings: Settings, *, is_running: bool) -> None:
    """Print what a newcomer needs."""
    click.echo("\n".join(words.block(settings, is_running=is_running)))


def serve(app: Flask, settings: Settings) -> None:
    """Serve until somebody stops it, and print the logins once the site answers."""

    def greet() -> None:
        with app.app_context():
            tell(settings, is_running=True)

    serving.serve(surroundings.address_of(settings.bind), when_ready=greet)
    click.echo("Stopped. The data stays.")
