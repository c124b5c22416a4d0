"""Edit the words of a letter, take the ready-made ones again, send a test to oneself."""

from app.accounts.models import User
from app.audit import service as audit
from app.correspondence.queries.kinds import Kind, words_of
from app.errors import Refused
from app.mail import service as mail
from app.mail.models import LetterVersion
from app.mail.pieces import take_apart
from app.mail.versions import add_trial, add_version, find_newest
from app.mail.wording import list_faults

TRIAL = "letter_trial"


def edit_words(kind: Kind, *, title: str, body: str, seen: int, by: User) -> bool:
    """Let a letter say this from now on; tell whether anything is different."""
    require_fitting(kind, title, body)
    if words_of(find_newest(kind.purpose, kind.template)) == (title, body):
        return False
    version = _add(kind, (title, body), seen, by)
    audit.record("letter edited", about=_about(kind), by=by, version=version.number)
    return True


def take_ready_made(kind: Kind, *, seen: int, by: User) -> None:
    """Let a letter say again what it said before anybody touched it."""
    version = _add(kind, None, seen, by)
    audit.record("letter reset", about=_about(kind), by=by, version=version.number)


def use_again(kind: Kind, old: LetterVersion, *, seen: int, by: User) -> None:
    """Let a letter say again what it said in an earlier version."""
    words = words_of(old)
    if words is not None:
        require_fitting(kind, *words)
    version = _add(kind, words, seen, by, like=old.number)
    audit.record("letter restored", about=_about(kind), by=by, version=version.number, like=old.number)


def send_trial(title: str, body: str, *, by: User) -> None:
    """Send a letter, filled with examples, to the one who is writing it."""
    trial = add_trial(title, body, user_id=by.id)
    mail.queue_letter(TRIAL, subject=f"trial:{trial.public_id}", to=by.email)


def require_fitting(kind: Kind, title: str, body: str) -> None:
    """Refuse words that the letter could not be sent with."""
    pieces = take_apart(kind.purpose, kind.template).pieces
    for field, sentence in list_faults(title, body, pieces):
        raise Refused(f"{sentence}.", field=field)


def _add(kind: Kind, words: tuple[str, str] | None, seen: int, by: User, like: int | None = None) -> LetterVersion:
    return add_version(kind.purpose, kind.template, words=words, seen=seen, by_id=by.id, like=like)


def _about(kind: Kind) -> str:
    return f"letter_version:{kind.slug}"
