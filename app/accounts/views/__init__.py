"""Pages for signing in, for one's own account and for the organisers' work with people."""

from app.accounts.views.account import own
from app.accounts.views.entering import views
from app.accounts.views.staff import people

from app.accounts.views import factor  # isort: skip

__all__ = ["factor", "own", "people", "views"]
