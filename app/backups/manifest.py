"""What a backup says about itself, sealed with the lasting key so that nobody else can have written it."""

import hmac
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

KIND = "support-awards backup"
VERSION = 1


@dataclass(frozen=True)
class Facts:
    """What a database holds: where its migrations stand, how many rows, and the last line of the log."""

    engine: str
    migration: str
    counts: Mapping[str, int]
    head: tuple[int, str] | None

    @property
    def rows(self) -> int:
        """Count all rows."""
        return sum(self.counts.values())


@dataclass(frozen=True)
class Manifest:
    """One backup: when it was made, of what, and the fingerprint of the database inside."""

    made_at: datetime
    facts: Facts
    sha256: str
    size: int
    seal: str = ""

    def sealed(self, key: str) -> "Manifest":
        """Return the manifest with the seal of a key."""
        return replace(self, seal=self._seal(key))

    def is_sealed_with(self, key: str) -> bool:
        """Tell whether this key sealed the manifest as it is."""
        return hmac.compare_digest(self._seal(key).encode(), self.seal.encode(errors="replace"))

    def to_json(self) -> str:
        """Write the manifest for the file."""
        return json.dumps({**self._said(), "seal": self.seal}, sort_keys=True, indent=1)

    def _said(self) -> dict[str, Any]:
        facts = {**asdict(self.facts), "counts": dict(self.facts.counts)}
        made_at = self.made_at.isoformat()
        return {
            "kind": KIND, "version": VERSION, "made_at": made_at, **facts, "sha256": self.sha256, "size": self.size,
        }  # fmt: skip

    def _seal(self, key: str) -> str:
        said = json.dumps(self._said(), sort_keys=True)
        return hmac.digest(f"backup|{key}".encode(), said.encode(), "sha256").hex()


def read(text: bytes) -> Manifest:
    """Read a manifest; raise ValueError, KeyError or TypeError when it is none of ours."""
    said = json.loads(text)
    if said["kind"] != KIND or said["version"] != VERSION:
        raise ValueError(said["kind"])
    head = said["head"] and (int(said["head"][0]), str(said["head"][1]))
    counts = {str(table): int(rows) for table, rows in said["counts"].items()}
    facts = Facts(str(said["engine"]), str(said["migration"]), counts, head)
    made_at = datetime.fromisoformat(said["made_at"])
    return Manifest(made_at, facts, str(said["sha256"]), int(said["size"]), str(said["seal"]))


def differences(wanted: Facts, found: Facts) -> list[str]:
    """Say in words what a restored database holds other than its backup."""
    tables = sorted(set(wanted.counts) | set(found.counts))
    rows = [
        f"{table} has {found.counts.get(table, 0):,} rows instead of {wanted.counts.get(table, 0):,}"
        for table in tables
        if wanted.counts.get(table) != found.counts.get(table)
    ]
    others = [
        f"the {name} is another"
        for name, one, other in (
            ("migration", wanted.migration, found.migration),
            ("head of the log", wanted.head, found.head),
        )
        if one != other
    ]
    return rows + others
