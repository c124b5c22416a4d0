"""Invite judges, keep what is said about them, and note who accepted the code of conduct."""

from app import clock
from app.accounts import service as accounts
from app.accounts.models import Invitation, User
from app.accounts.rules import Role
from app.audit import service as audit
from app.errors import Refused
from app.extensions import db
from app.judging.judges import queries
from app.judging.judges.rules import CODE_VERSION, Words
from app.judging.models import InvitedJudge, JudgeProfile
from app.mail import service as mail


def invite_judge(*, email: str, name: str, words: Words, entries: int | None, by: User) -> Invitation:
    """Invite somebody to judge, with a letter that says what is expected of them; asking again sends a fresh one."""
    invitation = accounts.invite(email=email, role=Role.JUDGE, name=name, by_letter=False, by=by, inviter=by)
    invited = queries.find_invited(invitation) or InvitedJudge(invitation_id=invitation.id)
    invited.describe(words)
    invited.entries = entries
    db.session.add(invited)
    subject = f"invitation:{invitation.public_id}"
    mail.queue_letter("judge_invitation", subject=subject, to=invitation.email, again=True)
    return invitation


def accept_code(*, version: int, by: User) -> JudgeProfile:
    """Note that a judge accepts the code of conduct as they read it."""
    if version != CODE_VERSION:
        raise Refused("The code has changed since you opened this page. Read it once more.")
    profile = _own(by)
    if profile.code_version != version:
        profile.code_version, profile.code_accepted_at = version, clock.now()
        audit.record("code of conduct accepted", about=by, by=by, version=version)
    return profile


def edit_profile(*, words: Words, is_shown: bool, by: User) -> JudgeProfile:
    """Change what a judge says about themselves, and whether everybody may read it."""
    profile = _own(by)
    changed = words.differing(profile.words) + ["is_shown"] * (profile.is_shown != is_shown)
    profile.describe(words)
    profile.is_shown = is_shown
    _record(changed, about=by, by=by)
    return profile


def edit_profile_of(judge: User, *, words: Words, is_hidden: bool, by: User) -> JudgeProfile:
    """Change what is said about a judge, or take them off the public page; only they can put themselves on it."""
    profile = _own(judge)
    changed = words.differing(profile.words) + ["is_shown"] * (is_hidden and profile.is_shown)
    profile.describe(words)
    profile.is_shown = profile.is_shown and not is_hidden
    _record(changed, about=judge, by=by)
    return profile


def _record(changed: list[str], *, about: User, by: User) -> None:
    if changed:
        audit.record("judge's profile edited", about=about, by=by, fields=", ".join(changed))


def _own(judge: User) -> JudgeProfile:
    """Return a judge's profile, begun with the words of their invitation."""
    profile = queries.find_profile(judge)
    if profile is None:
        profile = JudgeProfile(user_id=judge.id, is_shown=False)
        profile.describe(queries.invited_words(judge))
        db.session.add(profile)
        db.session.flush()
    return profile
