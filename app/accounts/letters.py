"""Letters to people who work here: invitations, links to a new password, the head of the log."""

from app import clock
from app.accounts import queries, service
from app.accounts.rules import Role
from app.audit import queries as audit
from app.errors import Missing
from app.mail.letters import Words, letter
from app.web.actions import act
from app.web.links import public_link

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


@letter("audit_head")
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
