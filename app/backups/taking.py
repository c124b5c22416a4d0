"""Make a backup, and let go of those that are too old to keep."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import make_url

from app import clock
from app.backups import archive, postgresql, sqlite
from app.backups.archive import Watch
from app.backups.folders import put, workshop
from app.backups.manifest import Manifest
from app.errors import Conflict, Refused, Unavailable
from app.web import slots
from app.web.actions import act
from app.web.links import settings

Database = sqlite.Database | postgresql.Database


@dataclass(frozen=True)
class Taken:
    """A backup that was made, what went because of its age, and whether the site could note it."""

    path: Path
    manifest: Manifest
    size: int
    removed: list[Path]
    is_noted: bool


def take(path: Path, *, is_forced: bool, keep_days: int, watch: Watch) -> Taken:
    """Write the whole database as it stands at this moment into one new file."""
    path = path.absolute()
    _require_free(path, is_forced=is_forced)
    made_at = clock.now().replace(microsecond=0)
    with workshop(path.parent) as folder:
        copy, made = folder / "copy", folder / "made"
        facts = database().copy_to(copy, lambda share: watch(share * 0.7))
        manifest = archive.pack(
            copy, made, facts, made_at=made_at, key=settings().lasting_key, watch=lambda share: watch(0.7 + share * 0.3)
        )
        _require_free(path, is_forced=is_forced)
        put(made, path)
    removed = remove_old(path, made_at - timedelta(days=keep_days))
    return Taken(path, manifest, path.stat().st_size, removed, _note(made_at))


def database() -> Database:
    """Return the database that the settings name."""
    url = make_url(settings().database_url)
    if url.drivername == "sqlite":
        return sqlite.Database(Path(url.database or ""))
    return postgresql.Database(settings().database_url.replace("+psycopg", "", 1))


def remove_old(newest: Path, before: datetime) -> list[Path]:
    """Remove the backups of ours beside the newest one that were made before a moment; anything else stays."""
    old = [path for path in sorted(newest.parent.iterdir()) if path != newest and _is_older(path, before)]
    for path in old:
        path.unlink()
    return old


def _is_older(path: Path, before: datetime) -> bool:
    if not path.is_file() or path.is_symlink():
        return False
    try:
        manifest = archive.read_manifest(path)
    except Refused:
        return False
    return manifest.made_at < before and manifest.is_sealed_with(settings().lasting_key)


def _require_free(path: Path, *, is_forced: bool) -> None:
    if not path.parent.is_dir():
        raise Refused(f"There is no folder {path.parent}. Make it first, readable by nobody else.")
    if path.is_dir():
        raise Refused(f"{path} is a folder. Name a file in it.")
    if path.exists() and not is_forced:
        raise Refused(f"{path} is there already. Name another file, or say --force to replace it.")


def _note(made_at: datetime) -> bool:
    try:
        act(slots.note_backup, made_at)
    except (Unavailable, Conflict):
        return False
    return True
