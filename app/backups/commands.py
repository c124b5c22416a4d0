"""`awards backup` and `awards restore`."""

import json
from pathlib import Path

import click
from flask.cli import with_appcontext

from app.backups import restoring, taking
from app.backups.manifest import Facts
from app.backups.restoring import Restored
from app.backups.taking import Taken
from app.config import MADE_KEYS
from app.web.links import settings
from app.web.progress import share_done

KEPT_DAYS = 35
json_option = click.option("--json", "as_json", is_flag=True, help="Print what was done as JSON.")
file_argument = click.argument("file", type=click.Path(path_type=Path))


@click.command("backup")
@file_argument
@click.option("--force", is_flag=True, help="Replace FILE when it is there already.")
@click.option(
    "--keep-days",
    default=KEPT_DAYS,
    type=click.IntRange(1, 3650),
    show_default=True,
    help="Remove backups of this site beside FILE that are older; what is erased is promised to be gone in 35 days.",
)
@json_option
@with_appcontext
def backup(file: Path, force: bool, keep_days: int, as_json: bool) -> None:
    """Write the whole database into one FILE, as it stands at this moment; the site may go on working.

    Example: awards backup /var/backups/awards/$(date +%F).backup
    """
    with share_done("Backing up") as watch:
        taken = taking.take(file, is_forced=force, keep_days=keep_days, watch=watch)
    if as_json:
        click.echo(json.dumps(_as_json(taken)))
        return
    click.echo(f"{taken.path}: {_in_words(taken.manifest.facts)}, {taken.size / 1e6:,.1f} MB.")
    for path in taken.removed:
        click.echo(f"Removed {path}, which is older than {keep_days} days.")
    if not taken.is_noted:
        click.echo("The backup is whole, but the database took no note of it; `awards doctor` says why.", err=True)
    click.echo(_keys_in_words())


@click.command("restore")
@file_argument
@click.option("--force", is_flag=True, help="Lose what the database holds now.")
@click.option("--other-key", is_flag=True, help="Restore although AWARDS_LASTING_KEY is not the one it was made with.")
@json_option
@with_appcontext
def restore(file: Path, force: bool, other_key: bool, as_json: bool) -> None:
    """Put a backup in the place of the database, whole or not at all, and check it. Stop site and worker first.

    Example: awards restore /var/backups/awards/2026-11-22.backup
    """
    with share_done("Restoring") as watch:
        restored = restoring.restore(file, is_forced=force, is_key_another=other_key, watch=watch)
    if as_json:
        click.echo(json.dumps(_restored_as_json(restored)))
    else:
        _say(restored)
    if restored.is_own_key and restored.log is not None and restored.log.broken_at is not None:
        raise SystemExit(1)


def _say(restored: Restored) -> None:
    click.echo(f"Restored as of {restored.manifest.made_at:%d %B %Y %H:%M} UTC: {_in_words(restored.manifest.facts)}.")
    click.echo("Every table has as many rows as the backup says, and the log ends with the same line.")
    if restored.heads_put_aside is not None:
        click.echo(
            f"Heads noted after the backup speak of lines that are gone; they are in {restored.heads_put_aside}."
        )
    if restored.log is None:
        click.echo(f"The code needs {restored.newest}: run `awards db upgrade`, then `awards audit verify`.")
    elif restored.log.broken_at is None:
        click.echo(
            f"All {restored.log.count:,} lines of the log are as they were written. Start site and worker again."
        )
    elif not restored.is_own_key:
        click.echo("With another key than its own the log cannot be checked. Start site and worker again.")
    else:
        click.echo(f"The log is broken at line {restored.log.broken_at}. {restored.log.sentence}", err=True)


def _keys_in_words() -> str:
    """Say which key a restored backup will need, and where it stands when the site made it for itself."""
    made = settings().var / MADE_KEYS
    is_made = made.exists() and settings().lasting_key in made.read_text()
    keep = f"This site made its own: copy {made} elsewhere" if is_made else "Keep AWARDS_LASTING_KEY elsewhere"
    return (
        f"The keys are not in it. {keep}, for good: without it addresses match no more and the log cannot be checked."
    )


def _in_words(facts: Facts) -> str:
    lines = f"{facts.head[0]:,} lines of the log" if facts.head else "an empty log"
    return f"{facts.rows:,} rows in {len(facts.counts)} tables, {lines}, migration {facts.migration}"


def _as_json(taken: Taken) -> dict[str, object]:
    said = json.loads(taken.manifest.to_json())
    removed = [str(path) for path in taken.removed]
    return {"file": str(taken.path), "bytes": taken.size, "noted": taken.is_noted, "removed": removed, "manifest": said}


def _restored_as_json(restored: Restored) -> dict[str, object]:
    facts, log = restored.manifest.facts, restored.log
    aside = restored.heads_put_aside
    return {
        "made_at": restored.manifest.made_at.isoformat(),
        "rows": facts.rows,
        "counts": dict(facts.counts),
        "head": facts.head,
        "migration": facts.migration,
        "needs_upgrade": not restored.is_current,
        "log_lines": log and log.count,
        "log_broken_at": log and log.broken_at,
        "heads_put_aside": aside and str(aside),
    }
