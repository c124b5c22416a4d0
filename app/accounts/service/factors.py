"""Set up, use, take away a second factor, and the codes for a lost phone."""

from collections.abc import Iterable

from sqlalchemy import delete, select, update

from app import clock
from app.accounts.codes import find_step, hash_of, tidy_code
from app.accounts.models import RecoveryCode, SecondFactor, User
from app.accounts.service.sessions import end_sessions
from app.audit import service as audit
from app.audit.service import Actor
from app.errors import Conflict, Refused
from app.extensions import db
from app.mail import service as mail
from app.web.links import settings
from app.web.sealing import opened, seal

WRONG = "This code is not right, or it was used already. Wait for the next one and type that"


def set_up_factor(user: User, *, secret: str, code: str, recovery_codes: Iterable[str]) -> SecondFactor:
    """Ask a person for a code from now on, once they have shown that their phone makes the right ones.

    Replaces the factor they had, and its recovery codes; every session ends.
    """
    step = find_step(secret, tidy_code(code), after=0)
    if step is None:
        raise Refused("This is not the code your app shows now. Check the clock of your phone", field="code")
    factor = _find(user) or SecondFactor(user_id=user.id)
    factor.sealed_secret = seal(secret, settings().secret_keys, purpose=_purpose(user))
    factor.last_step, factor.set_up_at = step, clock.now()
    db.session.add(factor)
    _replace_codes(user, recovery_codes)
    end_sessions(user)
    audit.record("second factor set up", about=user, by=user)
    _tell(user, "factor_set_up")
    return factor


def use_code(user: User, *, code: str) -> bool:
    """Take a code from a person's phone, once; or one of their recovery codes, and then say so."""
    factor, tidy = _find(user), tidy_code(code)
    if factor is None:
        raise Refused(WRONG, field="code")
    secret = opened(factor.sealed_secret, settings().secret_keys, purpose=_purpose(user))
    step = find_step(secret, tidy, after=factor.last_step) if secret else None
    if step is not None:
        factor.last_step = step
        return False
    if not _use_up(user, tidy):
        raise Refused(WRONG, field="code")
    audit.record("recovery code used", about=user, by=user)
    _tell(user, "recovery_code_used")
    return True


def note_wrong_code(user: User) -> None:
    """Note that somebody knew the password and not the code."""
    audit.record("code refused", about=user, by="visitor")


def renew_recovery_codes(user: User, *, recovery_codes: Iterable[str]) -> None:
    """Replace a person's recovery codes; none of the earlier ones works from now on."""
    if _find(user) is None:
        raise Conflict("There is no second factor to have recovery codes for. Set one up first.")
    _replace_codes(user, recovery_codes)
    audit.record("recovery codes renewed", about=user, by=user)
    _tell(user, "recovery_codes_renewed")


def remove_factor(user: User, *, by: Actor | str) -> None:
    """Ask a person for no code any more, and tell them; every session of theirs ends."""
    factor = _find(user)
    if factor is None:
        raise Conflict(f"{user.name or user.email} has no second factor.")
    is_own = getattr(by, "public_id", None) == user.public_id
    if is_own and user.roles & settings().second_factor:
        raise Refused("Your role needs a second factor, so it stays on. You can set it up on another phone.")
    db.session.delete(factor)
    _replace_codes(user, ())
    end_sessions(user)
    audit.record("second factor removed", about=user, by=by)
    _tell(user, "factor_removed" if is_own else "factor_taken_away")


def _find(user: User) -> SecondFactor | None:
    """Read the factor under lock, so that one code is taken once."""
    return db.session.scalar(select(SecondFactor).filter_by(user_id=user.id).with_for_update())


def _use_up(user: User, code: str) -> bool:
    unused = update(RecoveryCode).where(
        RecoveryCode.user_id == user.id,
        RecoveryCode.code_hash == hash_of(code, owner=user.public_id),
        RecoveryCode.used_at.is_(None),
    )
    used = unused.values(used_at=clock.now()).returning(RecoveryCode.id)
    return db.session.scalar(used) is not None


def _replace_codes(user: User, codes: Iterable[str]) -> None:
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user.id))
    hashes = [hash_of(code, owner=user.public_id) for code in codes]
    db.session.add_all(RecoveryCode(user_id=user.id, code_hash=each) for each in hashes)
    db.session.flush()


def _tell(user: User, purpose: str) -> None:
    mail.queue_letter(purpose, subject=f"user:{user.public_id}", to=user.email, again=True)


def _purpose(user: User) -> str:
    return f"second factor {user.public_id}"
