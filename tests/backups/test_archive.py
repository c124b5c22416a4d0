"""A file that somebody else made is refused in a sentence, before it fills memory or disk."""

import hashlib
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.backups.archive import DATABASE, MANIFEST, read_manifest, unpack
from app.backups.manifest import Facts, Manifest, differences, read
from app.backups.restoring import restore
from app.backups.taking import database, remove_old
from app.errors import Refused
from app.web.links import settings

DAY = timedelta(days=1)

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


def test_a_database_of_other_content_or_with_more_behind_it_is_refused(tmp_path):
    path = made(tmp_path / "other", "{}", b"the one")

    for said in (said_of(b"another", size=7), said_of(b"the", size=3)):
        with pytest.raises(Refused, match="was changed or damaged"):
            unpack(path, tmp_path / "database", said, lambda share: None)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"counts": {"audit_head": 2}}, "audit_head has 2 rows instead of 1"),
        ({"counts": {}}, "audit_head has 0 rows instead of 1"),
        ({"counts": {"audit_head": 1, "award": 3}}, "award has 3 rows instead of 0"),
        ({"migration": "0002"}, "the migration is another"),
        ({"head": (4, "a" * 64)}, "the head of the log is another"),
    ],
    ids=["more", "none", "a table more", "migration", "head"],
)
def test_whatever_came_back_otherwise_is_said(changed, words):
    assert differences(FACTS, FACTS) == []
    assert differences(FACTS, replace(FACTS, **changed)) == [words]


@pytest.mark.parametrize("changed", [{"size": 5}, {"sha256": "0" * 64}, {"facts": replace(FACTS, migration="0002")}])
def test_a_seal_holds_the_whole_manifest_and_one_key(changed):
    own = said_of(b"database", size=8).sealed("a key")

    assert own.is_sealed_with("a key")
    assert not own.is_sealed_with("another")
    assert not replace(own, **changed).is_sealed_with("a key")
    assert read(own.to_json().encode()) == own


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"migration": "9999"}, "does not know. Update the code"),
        ({"engine": "another engine"}, "This backup is of another engine"),
    ],
    ids=["newer", "another engine"],
)
def test_a_backup_of_newer_code_or_another_engine_is_refused_before_it_is_opened(app, tmp_path, changed, words):
    facts = replace(FACTS, **{"engine": database().engine, **changed})
    said = replace(said_of(b"x", size=1), facts=facts).sealed(settings().lasting_key)
    path = made(tmp_path / "newer", said.to_json(), b"x")

    with pytest.raises(Refused, match=words):
        restore(path, is_forced=True, is_key_another=False, watch=lambda share: None)


def test_only_own_backups_from_before_the_day_are_taken_away(app, tmp_path):
    said, key = said_of(b"x", size=1), settings().lasting_key
    old = made(tmp_path / "old", said.sealed(key).to_json())
    kept = [made(tmp_path / "foreign", said.sealed("another").to_json()), made(tmp_path / "newest", "{}")]
    kept.append(made(tmp_path / "young", replace(said, made_at=said.made_at + DAY).sealed(key).to_json()))

    assert remove_old(tmp_path / "newest", said.made_at + DAY) == [old]
    assert sorted(tmp_path.iterdir()) == sorted(kept)


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


def test_a_seal_that_is_no_text_is_another():
    own = said_of(b"database", size=8)

    assert not replace(own, seal="\ud800").is_sealed_with("a key")
