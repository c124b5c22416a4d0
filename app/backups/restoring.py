"""Bring a database back from a backup, and show that it is the one that was kept."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from alembic.script import ScriptDirectory

from app import clock
from app.audit import queries as audit
from app.audit import service as auditing
from app.audit.queries import HEADS_FILE
from app.audit.rules import Verdict
from app.backups import archive
from app.backups.archive import Watch
from app.backups.folders import put, workshop
from app.backups.manifest import Manifest, differences
from app.backups.taking import database
from app.errors import Refused
from app.extensions import db
from app.migrating import FOLDER, newest_migration
from app.web import slots
from app.web.actions import act
from app.web.links import settings

BY = "command line"


@dataclass(frozen=True)
class Restored:
    """What was brought back; `log` is None where the database first needs an upgrade."""

    manifest: Manifest
    newest: str | None
    is_own_key: bool
    log: Verdict | None
    heads_put_aside: Path | None

    @property
    def is_current(self) -> bool:
        """Tell whether the code can run on it as it is."""
        return self.manifest.facts.migration == self.newest


def restore(path: Path, *, is_forced: bool, is_key_another: bool, watch: Watch) -> Restored:
    """Put a backup in the place of everything the database holds, whole or not at all; count it and hold the log."""
    said = archive.read_manifest(path)
    own = database()
    _require_fitting(said, own_engine=own.engine, is_key_another=is_key_another)
    if not is_forced and not own.is_empty():
        raise Refused("The database is not empty. Restore into an empty one, or say --force to lose what it holds.")
    settings().var.mkdir(parents=True, exist_ok=True)
    with workshop(settings().var) as folder:
        archive.unpack(path, folder / "copy", said, lambda share: watch(share * 0.3))
        db.engine.dispose()
        own.bring_back(folder / "copy", said.facts, lambda share: watch(0.3 + share * 0.7))
        aside = _put_heads_aside(folder, said.facts.head[0] if said.facts.head else 0)
    if wrong := differences(said.facts, own.look()):
        raise Refused(f"The database is not what the backup says: {'; '.join(wrong)}. Is the site still running?")
    newest = newest_migration()
    log = _hold_log(said.made_at) if said.facts.migration == newest else None
    return Restored(said, newest, said.is_sealed_with(settings().lasting_key), log, aside)


def _require_fitting(said: Manifest, *, own_engine: str, is_key_another: bool) -> None:
    if not is_key_another and not said.is_sealed_with(settings().lasting_key):
        raise Refused(
            "This backup was made with another AWARDS_LASTING_KEY, or changed since. Set the key it was made with."
            " If that is lost, --other-key brings the rows back, but addresses match no more and no log can be checked."
        )
    if said.facts.engine != own_engine:
        raise Refused(f"This backup is of {said.facts.engine}, and AWARDS_DATABASE_URL names {own_engine}.")
    if said.facts.migration not in {each.revision for each in ScriptDirectory(FOLDER).walk_revisions()}:
        raise Refused(f"This backup stands at {said.facts.migration}, which this code does not know. Update the code.")


def _put_heads_aside(folder: Path, number: int) -> Path | None:
    """Keep the heads noted after the backup in a file of their own: the lines they speak of are gone."""
    noted = settings().var / HEADS_FILE
    lines = noted.read_text().splitlines(keepends=True) if noted.exists() else []
    kept = [line for line in lines if line.strip() and int(line.split()[0]) <= number]
    if len(kept) == len(lines):
        return None
    aside = noted.with_name(f"{HEADS_FILE}-before-{clock.now():%Y%m%d-%H%M%S}")
    (folder / "heads").write_text("".join(kept))
    (folder / "aside").write_text("".join(lines))
    put(folder / "aside", aside)
    put(folder / "heads", noted)
    return aside


def _hold_log(made_at: datetime) -> Verdict:
    verdict = audit.verify()
    if verdict.broken_at is None:
        act(_note, made_at)
    return verdict


def _note(made_at: datetime) -> None:
    slots.note_backup(made_at)
    auditing.record("database restored", about="backup", by=BY, made_at=made_at.isoformat())
