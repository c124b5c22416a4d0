"""Find judges, what they say about themselves, and whether they accepted the code."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Select, func, select

from app.accounts import queries as accounts
from app.accounts.models import Invitation, User, UserRole
from app.accounts.rules import Role
from app.errors import Missing
from app.extensions import db
from app.judging.judges.rules import Words, is_accepted
from app.judging.models import Assignment, InvitedJudge, JudgeProfile
from app.judging.rules import AssignmentState
from app.nominations.models import Entry
from app.programme.models import Season


@dataclass(frozen=True)
class ListedJudge:
    """A judge as organisers see them in the list."""

    user: User
    words: Words
    profile: JudgeProfile | None

    @property
    def has_accepted(self) -> bool:
        """Tell whether this judge accepted the code that stands now."""
        return self.profile is not None and is_accepted(self.profile.code_version)


@dataclass(frozen=True)
class ShownJudge:
    """A judge as everybody sees them."""

    name: str
    words: Words


def find_profile(user: User) -> JudgeProfile | None:
    """Find what a judge says about themselves."""
    return db.session.get(JudgeProfile, user.id)


def words_of(user: User) -> Words:
    """Return a judge's words; before they came for the first time, those of their invitation."""
    profile = find_profile(user)
    return profile.words if profile else invited_words(user)


def invited_words(user: User) -> Words:
    """Return what organisers wrote when they invited this judge, the last time they did."""
    statement = (
        select(InvitedJudge)
        .join(InvitedJudge.invitation)
        .where(Invitation.email == user.email, Invitation.accepted_at.is_not(None))
        .order_by(Invitation.accepted_at.desc(), Invitation.id.desc())
        .limit(1)
    )
    invited = db.session.scalar(statement)
    return invited.words if invited else Words()


def find_accepted_version(user: User) -> int | None:
    """Find which version of the code a judge accepted."""
    return db.session.scalar(select(JudgeProfile.code_version).filter_by(user_id=user.id))


def get_judge(public_id: str) -> User:
    """Return a person who judges."""
    user = accounts.get_user(public_id)
    if not user.has_role(Role.JUDGE):
        raise Missing
    return user


def list_judges() -> list[ListedJudge]:
    """List everybody with the role, by name, those who can log in first."""
    profiles = {row.user_id: row for row in db.session.scalars(select(JudgeProfile))}
    users = sorted(accounts.list_users(Role.JUDGE), key=lambda user: (not user.is_active, _by_name(user)))
    return [
        ListedJudge(
            user, profiles[user.id].words if user.id in profiles else invited_words(user), profiles.get(user.id)
        )
        for user in users
    ]


def list_invited() -> list[tuple[Invitation, InvitedJudge | None]]:
    """List the invitations to judge that nobody has accepted yet, newest first."""
    statement = (
        select(Invitation, InvitedJudge)
        .outerjoin(InvitedJudge)
        .where(Invitation.role == Role.JUDGE, Invitation.accepted_at.is_(None), Invitation.revoked_at.is_(None))
        .order_by(Invitation.created_at.desc(), Invitation.id.desc())
    )
    return [(invitation, invited) for invitation, invited in db.session.execute(statement)]


def find_invited(invitation: Invitation) -> InvitedJudge | None:
    """Find what organisers wrote of an invited judge."""
    return db.session.get(InvitedJudge, invitation.id)


def list_shown() -> list[ShownJudge]:
    """List the judges of today who want to be seen, by name."""
    statement = _shown().join(UserRole, UserRole.user_id == User.id).where(UserRole.role == Role.JUDGE, User.is_active)
    return [ShownJudge(profile.user.name, profile.words) for profile in db.session.scalars(statement)]


def list_shown_of(seasons: Iterable[Season]) -> dict[int, list[ShownJudge]]:
    """List by season who scored in it and wants to be seen; nothing of what they scored."""
    scored = (
        select(JudgeProfile, Entry.season_id)
        .join(User)
        .join(Assignment, Assignment.judge_id == User.id)
        .join(Entry, Entry.id == Assignment.entry_id)
        .where(
            JudgeProfile.is_shown,
            User.name != "",
            Assignment.state == AssignmentState.SUBMITTED,
            Entry.season_id.in_([season.id for season in seasons]),
        )
        .distinct()
    )
    found: dict[int, list[ShownJudge]] = {}
    for profile, season_id in db.session.execute(scored):
        found.setdefault(season_id, []).append(ShownJudge(profile.user.name, profile.words))
    return {season: sorted(judges, key=lambda judge: judge.name.casefold()) for season, judges in found.items()}


def _listed(user: User, profile: JudgeProfile | None) -> ListedJudge:
    return ListedJudge(user, profile.words if profile else invited_words(user), profile)


def _shown() -> Select[JudgeProfile]:
    by_name = func.lower(User.name), User.id
    return select(JudgeProfile).join(User).where(JudgeProfile.is_shown, User.name != "").order_by(*by_name)


def _by_name(user: User) -> tuple[str, int]:
    return (user.name or user.email).casefold(), user.id
