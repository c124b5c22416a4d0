"""The file itself: a zip of the database and its manifest."""

import hashlib
import lzma
import zipfile
import zlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import IO

from app.backups import manifest
from app.backups.manifest import Facts, Manifest
from app.errors import Refused

DATABASE, MANIFEST = "database", "manifest.json"
PIECE = 1 << 20
MOST_MANIFEST = 1 << 20
BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, RuntimeError, KeyError)

Watch = Callable[[float], None]


def pack(database: Path, made: Path, facts: Facts, *, made_at: datetime, key: str, watch: Watch) -> Manifest:
    """Write database and manifest into one file."""
    size = database.stat().st_size
    is_packed = facts.engine == "postgresql"
    method = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(made, "w", method, compresslevel=None if is_packed else 1) as file:
        with database.open("rb") as source, file.open(DATABASE, "w", force_zip64=True) as target:
            digest = _copy(source, target, size, watch)
        said = Manifest(made_at, facts, digest, size).sealed(key)
        file.writestr(MANIFEST, said.to_json())
    return said


def read_manifest(path: Path) -> Manifest:
    """Read what a backup says about itself; refuse a file that is none of ours or not whole."""
    try:
        with zipfile.ZipFile(path) as file, file.open(MANIFEST) as text:
            return manifest.read(text.read(MOST_MANIFEST))
    except OSError as wrong:
        raise Refused(f"{path} cannot be read: {wrong.strerror or wrong}.") from None
    except (*BROKEN, ValueError, TypeError, AttributeError):
        raise Refused(f"{path} is no backup of Support Awards, or only a part of one.") from None


def unpack(path: Path, database: Path, said: Manifest, watch: Watch) -> None:
    """Take the database out of a backup; refuse one that is not, byte for byte, what the manifest says."""
    changed = Refused(f"{path} was changed or damaged after it was made; its database is not what its manifest says.")
    try:
        with zipfile.ZipFile(path) as file, file.open(DATABASE) as source, database.open("wb") as target:
            digest = _copy(source, target, said.size, watch)
            is_more = source.read(1) != b""
    except BROKEN:
        raise changed from None
    if is_more or digest != said.sha256:
        raise changed


def _copy(source: IO[bytes], target: IO[bytes], size: int, watch: Watch) -> str:
    digest, done = hashlib.sha256(), 0
    while piece := source.read(min(PIECE, max(0, size - done))):
        target.write(piece)
        digest.update(piece)
        done += len(piece)
        watch(done / max(size, 1))
    return digest.hexdigest()
