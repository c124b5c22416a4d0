"""What can be done with people, invitations, sessions and passwords."""

from app.accounts.service.invitations import accept_invitation, invite, renew_token, revoke_invitation
from app.accounts.service.passwords import (
    ask_new_password,
    change_password,
    make_password_link,
    refresh_hash,
    use_password_link,
)
from app.accounts.service.people import create_user, disable, enable, queue_heads, rename, set_roles
from app.accounts.service.sessions import end_session, start_session, touch_session

__all__ = [
    "accept_invitation",
    "ask_new_password",
    "change_password",
    "create_user",
    "disable",
    "enable",
    "end_session",
    "invite",
    "make_password_link",
    "queue_heads",
    "refresh_hash",
    "rename",
    "renew_token",
    "revoke_invitation",
    "set_roles",
    "start_session",
    "touch_session",
    "use_password_link",
]
