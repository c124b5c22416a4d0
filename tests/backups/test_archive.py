"""A file that somebody else made is refused in a sentence, before it fills memory or disk."""

import hashlib
import zipfile
from datetime import UTC, datetime

import pytest

from app.backups.archive import DATABASE, MANIFEST, read_manifest, unpack
from app.backups.manifest import Facts, Manifest
from app.errors import Refused

FACTS = Facts("sqlite", "0001", {"audit_head": 1}, None)


def said_of(content, *, size):
    return Manifest(datetime(2026, 11, 22, tzinfo=UTC), FACTS, hashlib.sha256(content).hexdigest(), size)


def made(path, manifest, database=b""):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(DATABASE, database)
        file.writestr(MANIFEST, manifest)
    return path


@pytest.mark.parametrize("size", [4, 0, -1])
def test_no_more_is_unpacked_than_the_manifest_says(tmp_path, size):
    content = bytes(20 << 20)
    path, target = made(tmp_path / "bomb", "{}", content), tmp_path / "database"

    with pytest.raises(Refused, match="was changed or damaged"):
        unpack(path, target, said_of(content, size=size), lambda share: None)

    assert target.stat().st_size <= 4


def test_a_manifest_too_deep_to_read_is_refused_in_a_sentence(tmp_path):
    path = made(tmp_path / "deep", "[" * 100_000)

    with pytest.raises(Refused, match="is no backup of Support Awards"):
        read_manifest(path)


def test_a_file_locked_with_a_password_is_refused_in_a_sentence(tmp_path):
    path = made(tmp_path / "locked", "{}")
    held = path.read_bytes()
    path.write_bytes(_locked(held, b"PK\x03\x04", 6, b"PK\x01\x02", 8))

    with pytest.raises(Refused, match="is no backup of Support Awards"):
        read_manifest(path)


def _locked(held, local, flag, central, other):
    """Set the bit that says a member is encrypted, in both places it stands."""
    raw = bytearray(held)
    for mark, at in ((local, flag), (central, other)):
        place = raw.find(mark)
        while place >= 0:
            raw[place + at] |= 1
            place = raw.find(mark, place + 1)
    return bytes(raw)
