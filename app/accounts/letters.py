"""Letters to people who work here: invitations, new passwords, their second factor, the head of the log."""

from functools import partial

from app import clock
from app.accounts import queries, service
from app.accounts.rules import Role
from app.audit import queries as audit
from app.errors import Missing
from app.mail.letters import Words, letter
from app.web.actions import act
from app.web.links import public_link

FACTOR_LETTERS = {
    "factor_set_up": "Your account asks for a code now",
    "factor_removed": "Your second factor is off",
    "factor_taken_away": "Your second factor was taken away",
    "recovery_code_used": "A recovery code was used",
    "recovery_codes_renewed": "You have new recovery codes",
}
AS_A = {Role.ORGANISER: "an organiser", Role.CURATOR: "a curator", Role.JUDGE: "a judge"}


@letter("invitation")
def invitation(public_id: str) -> Words | None:
    """Invite somebody to a role; the link is made now and only its hash is kept."""
    row = queries.get_invitation(public_id)
    if row.accepted_at or row.revoked_at or row.expires_at <= clock.now():
        return None
    token = act(service.renew_token, row)
    return Words(
        to=row.email,
        title=f"You are invited to join as {AS_A[row.role]}",
        template="accounts/letters/invitation.txt",
        context={
            "invitation": row,
            "inviter": row.invited_by.name if row.invited_by else "",
            "as_a": AS_A[row.role],
            "link": public_link("accounts.accept_invitation", token=token),
        },
    )


@letter("new_password", is_paced=True)
def new_password(public_id: str) -> Words | None:
    """Send the link to a new password, made now; nobody gets none."""
    try:
        user = queries.get_user(public_id)
    except Missing:
        return None
    if not user.is_active:
        return None
    token = act(service.make_password_link, user)
    return Words(
        to=user.email,
        title="Choose a new password",
        template="accounts/letters/new_password.txt",
        context={"user": user, "link": public_link("accounts.choose_new_password", token=token)},
    )


@letter("audit_head", keeps=("line and code",))
def audit_head(subject_id: str) -> Words | None:
    """Tell an organiser where the log ends today, so that nobody can shorten it unseen."""
    user = queries.get_user(subject_id.partition("/")[0])
    head = audit.get_head()
    if head is None or not user.is_active or not user.has_role(Role.ORGANISER):
        return None
    return Words(
        to=user.email,
        title=f"The log ends at line {head[0]} today",
        template="accounts/letters/audit_head.txt",
        context={"number": head[0], "code": head[1]},
    )


def about_factor(public_id: str, *, purpose: str) -> Words | None:
    """Tell a person what became of their second factor, in case it was not they who did it."""
    user = queries.get_user(public_id)
    if not user.is_active:
        return None
    return Words(
        to=user.email,
        title=FACTOR_LETTERS[purpose],
        template="accounts/letters/factor.txt",
        context={
            "user": user,
            "purpose": purpose,
            "left": queries.count_recovery_codes(user),
            "is_needed": queries.needs_factor(user),
            "link": public_link("account.show_factor"),
        },
    )


for _purpose in FACTOR_LETTERS:
    letter(_purpose)(partial(about_factor, purpose=_purpose))
