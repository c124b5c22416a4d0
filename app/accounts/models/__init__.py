"""Users, their roles, and what lets them in."""

from app.accounts.models.entering import Invitation, PasswordLink
from app.accounts.models.factors import RecoveryCode, SecondFactor
from app.accounts.models.people import User, UserRole
from app.accounts.models.sessions import LoginSession

__all__ = ["Invitation", "LoginSession", "PasswordLink", "RecoveryCode", "SecondFactor", "User", "UserRole"]
