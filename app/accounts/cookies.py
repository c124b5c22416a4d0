"""The signed cookie: it carries a session's token; how long that lasts is decided by the session's row alone."""

from typing import Any

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import TimestampSigner, URLSafeTimedSerializer


class UndatedSigner(TimestampSigner):
    """Check who signed, not when: a server clock that steps back must log nobody out."""

    def unsign(self, signed_value: Any, max_age: int | None = None, return_timestamp: bool = False) -> Any:
        """Return what was signed, at whatever time."""
        return super().unsign(signed_value, max_age=None, return_timestamp=return_timestamp)  # type: ignore[call-overload]


class Cookies(SecureCookieSessionInterface):
    """Flask's own cookie with our signer."""

    def __init__(self) -> None:
        self._made: dict[tuple[Any, ...], URLSafeTimedSerializer | None] = {}

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """Return the serializer that signs and reads the cookie, made once for the same keys."""
        keys = app.secret_key, *app.config["SECRET_KEY_FALLBACKS"]
        if keys not in self._made:
            self._made[keys] = self._make(app)
        return self._made[keys]

    def _make(self, app: Flask) -> URLSafeTimedSerializer | None:
        made = super().get_signing_serializer(app)
        if made is not None:
            made.signer = UndatedSigner
        return made
