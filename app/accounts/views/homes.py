"""Where a person goes once they are in."""

from flask import request

from app.accounts.models import User
from app.accounts.rules import HOMES, is_own_path


def home_of(user: User) -> str:
    """Return where a person's work is."""
    return next((home for role, home in HOMES.items() if user.has_role(role)), "/account")


def wish_or_home(user: User) -> str:
    """Return the page a person wanted before they were asked who they are, or else where their work is."""
    wish = request.args.get("next", "")
    return wish if is_own_path(wish) else home_of(user)
