"""The person behind this request, typed."""

from typing import cast

from flask_login import current_user as _current_user

from app.accounts.models import User

current_user: User = cast(User, _current_user)
