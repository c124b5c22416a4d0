"""The words of letters as organisers write them: every version stays, the newest counts."""

from datetime import timedelta

import structlog
from sqlalchemy import Select, delete, select

from app import clock
from app.errors import Conflict
from app.extensions import db
from app.mail.letters import Words
from app.mail.models import LetterTrial, LetterVersion
from app.mail.pieces import take_apart
from app.mail.wording import TITLE, fill, fits

log = structlog.get_logger()
TRIAL_LIFE = timedelta(days=1)
OVERTAKEN = "Somebody else has saved other words meanwhile. Open the page again to see them; yours stand here."


def find_newest(purpose: str, template: str) -> LetterVersion | None:
    """Find the newest version of a letter's words; there is none while nobody has touched them."""
    return db.session.scalar(_versions(purpose, template).limit(1))


def list_versions(purpose: str, template: str) -> list[LetterVersion]:
    """List all versions, newest first."""
    return list(db.session.scalars(_versions(purpose, template)))


def list_all_newest() -> dict[tuple[str, str], LetterVersion]:
    """Return the newest version of every letter somebody has touched."""
    rows = db.session.scalars(select(LetterVersion).order_by(LetterVersion.number))
    return {(row.purpose, row.template): row for row in rows}


def add_version(
    purpose: str, template: str, *, words: tuple[str, str] | None, seen: int, by_id: int, like: int | None = None
) -> LetterVersion:
    """Let these words count from now on, or the ready-made ones when there are none; `seen` is the version before."""
    newest = find_newest(purpose, template)
    if (newest.number if newest else 0) != seen:
        raise Conflict(OVERTAKEN)
    title, body = words or (None, None)
    version = LetterVersion(
        purpose=purpose,
        template=template,
        number=seen + 1,
        title=title,
        body=body,
        written_at=clock.now(),
        written_by_id=by_id,
        like_number=like,
    )
    db.session.add(version)
    db.session.flush()
    return version


def add_trial(title: str, body: str, *, user_id: int) -> LetterTrial:
    """Keep a letter that somebody sends to themselves; yesterday's go."""
    now = clock.now()
    db.session.execute(delete(LetterTrial).where(LetterTrial.made_at < now - TRIAL_LIFE))
    trial = LetterTrial(title=title, body=body, user_id=user_id, made_at=now)
    db.session.add(trial)
    db.session.flush()
    return trial


def find_trial(public_id: str) -> LetterTrial | None:
    """Find a letter that somebody sends to themselves."""
    return db.session.scalar(select(LetterTrial).filter_by(public_id=public_id))


def edited(purpose: str, words: Words) -> tuple[str, str] | None:
    """Return title and text of a letter as organisers want them; None where the ready-made words stand.

    Words that no longer fit the letter are left aside, so that it goes out with the ready-made ones.
    """
    version = find_newest(purpose, words.template)
    if version is None or version.title is None or version.body is None:
        return None
    parts = take_apart(purpose, words.template)
    if not fits(version.title, version.body, parts.pieces):
        log.warning("edited words no longer fit", purpose=purpose, version=version.number)
        return None
    return filled(version.title, version.body, parts.values(words.context), words.title)


def filled(title: str, body: str, values: dict[str, str], ready_made_title: str) -> tuple[str, str]:
    """Fill title and text of a letter."""
    whole = {**values, TITLE: ready_made_title}
    return fill(title, whole), fill(body, whole)


def _versions(purpose: str, template: str) -> Select[LetterVersion]:
    return select(LetterVersion).filter_by(purpose=purpose, template=template).order_by(LetterVersion.number.desc())
