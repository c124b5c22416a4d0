"""What can be done with people, invitations, sessions, passwords and second factors."""

from app.accounts.service.factors import (
    note_wrong_code,
    remove_factor,
    renew_recovery_codes,
    set_up_factor,
    use_code,
)
from app.accounts.service.invitations import (
    accept_invitation,
    invite,
    renew_token,
    revoke_invitation,
    send_again,
)
from app.accounts.service.passwords import (
    ask_new_password,
    change_password,
    make_password_link,
    refresh_hash,
    use_password_link,
)
from app.accounts.service.people import create_user, disable, enable, queue_heads, rename, set_roles
from app.accounts.service.sessions import end_session, log_out_everywhere, start_session, touch_session

__all__ = [
    "accept_invitation",
    "ask_new_password",
    "change_password",
    "create_user",
    "disable",
    "enable",
    "end_session",
    "invite",
    "log_out_everywhere",
    "make_password_link",
    "note_wrong_code",
    "queue_heads",
    "refresh_hash",
    "remove_factor",
    "rename",
    "renew_recovery_codes",
    "renew_token",
    "revoke_invitation",
    "send_again",
    "set_roles",
    "set_up_factor",
    "start_session",
    "touch_session",
    "use_code",
    "use_password_link",
]
