"""From a snapshot of scorecards to a result that anyone can recompute.

`compute` is a pure function on the standard library. The hash is taken of the canonical JSON of everything
but `sha256` itself and `names`, which may be emptied later without breaking it. Version 1 holds weighted means alone;
it is no longer made, but recomputes to the same bytes.
"""

import hashlib
import json

from app.judging.computing.assembling import results_of
from app.judging.computing.rows import weighted_means
from app.judging.computing.soundness import FIRST, GIVEN, METHOD, SECOND, Json, require_sound

__all__ = ["METHOD", "OUTSIDE_THE_HASH", "VERSION", "Json", "canonical", "compute", "sha256_of"]

VERSION = SECOND
OUTSIDE_THE_HASH = frozenset({"sha256", "names"})


def canonical(document: Json) -> bytes:
    """Write JSON the one way that is hashed: sorted keys, no spaces, UTF-8."""
    text = json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8")


def sha256_of(document: Json) -> str:
    """Hash a document without its own hash and without names."""
    hashed = {key: value for key, value in document.items() if key not in OUTSIDE_THE_HASH}
    return hashlib.sha256(canonical(hashed)).hexdigest()


def compute(snapshot: Json) -> Json:
    """Compute the result of a category; what the snapshot already says about results is left out of account."""
    require_sound(snapshot)
    document = {key: snapshot[key] for key in sorted(GIVEN[snapshot["version"]])}
    document["scorecards"] = sorted(snapshot["scorecards"], key=lambda card: (card["entry"], card["judge"]))
    document["entries"] = sorted(snapshot["entries"])
    document["results"] = weighted_means(document) if document["version"] == FIRST else results_of(document)
    document["sha256"] = sha256_of(document)
    return document
