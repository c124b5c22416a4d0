"""Letters to people who work here: invitations and links to a new password."""

from app import clock
from app.accounts import queries, service
from app.errors import Missing
from app.mail.letters import Words, letter
from app.web.actions import act
from app.web.links import public_link


@letter("invitation")
def invitation(public_id: str) -> Words | None:
    """Invite somebody to a role; the link is made now and only its hash is kept."""
    row = queries.get_invitation(public_id)
    if row.accepted_at or row.revoked_at or row.expires_at <= clock.now():
        return None
    inviter = row.invited_by.name if row.invited_by else ""
    token = act(service.renew_token, row)
    return Words(
        to=row.email,
        title=f"You are invited as {row.role} of the Support Awards",
        template="accounts/letters/invitation.txt",
        context={
            "invitation": row,
            "inviter": inviter,
            "link": public_link("accounts.accept_invitation", token=token),
        },
    )


@letter("new_password")
def new_password(public_id: str) -> Words | None:
    """Send the link to a new password."""
    try:
        row = queries.get_password_link(public_id)
    except Missing:
        return None
    if row.used_at or row.expires_at <= clock.now() or not row.user.is_active:
        return None
    token = act(service.renew_token, row)
    return Words(
        to=row.user.email,
        title="Choose a new password",
        template="accounts/letters/new_password.txt",
        context={"user": row.user, "link": public_link("accounts.choose_new_password", token=token)},
    )
