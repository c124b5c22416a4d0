"""Keep one session with Bluesky: log in once, renew it when it has run out, log in again only when that fails.

Bluesky allows 30 log-ins in five minutes and 300 a day. A token is used up by renewing it, so every renewal is kept,
and only one process renews at a time.
"""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from app import clock
from app.listening.sources.bluesky.answers import read_object
from app.listening.sources.protocol import FailureKind, SourceFailure

BETWEEN_LOG_INS = timedelta(minutes=5)
TOKEN_LONGEST = 8_000


@dataclass(frozen=True, slots=True)
class Session:
    """The two tokens of a session."""

    access: str = field(repr=False)
    refresh: str = field(repr=False)

    def written(self) -> str:
        """Write the session as one secret text."""
        return json.dumps([self.access, self.refresh])


@dataclass(frozen=True, slots=True)
class Kept:
    """A session that was kept, empty where it was of no use any more, and when it was begun by a log-in."""

    text: str = field(repr=False)
    logged_in_at: datetime


class SessionStore(Protocol):
    """Where the session of an account is kept between passes; its text is secret."""

    def find(self, account: str) -> Kept | None:
        """Return what was kept for an account."""
        ...

    def keep(self, account: str, text: str, *, logged_in_at: datetime) -> None:
        """Replace what was kept."""
        ...

    def renewing(self) -> AbstractContextManager[None]:
        """Let only one process renew; raise SourceFailure where another one is at it."""
        ...


class Sessions:
    """The session of one account, with the two ways to come by another."""

    def __init__(
        self,
        account: str,
        store: SessionStore,
        *,
        log_in: Callable[[], Session],
        refresh: Callable[[Session], Session | None],
    ) -> None:
        """Take the account, where its session is kept, and how to log in and to renew (None: it has ended)."""
        self._account = account
        self._store = store
        self._log_in = log_in
        self._refresh = refresh
        self._session: Session | None = None

    def current(self) -> Session:
        """Return the session in use, else the one that was kept, else log in."""
        if self._session is None:
            kept = self._store.find(self._account)
            self._session = read_kept(kept) or self._renewed(None)
        return self._session

    def replace(self, refused: Session) -> Session:
        """Return another session for one that was refused."""
        self._session = None
        self._session = self._renewed(refused)
        return self._session

    def forget(self) -> None:
        """Drop a session that is refused though it was just renewed, so that the next pass logs in."""
        self._session = None
        with self._store.renewing():
            kept = self._store.find(self._account)
            if kept is not None:
                self._store.keep(self._account, "", logged_in_at=kept.logged_in_at)

    def _renewed(self, refused: Session | None) -> Session:
        with self._store.renewing():
            kept = self._store.find(self._account)
            held = read_kept(kept)
            if held is not None and held != refused:
                return held
            renewed = self._refresh(held) if held is not None else None
            if kept is not None and renewed is not None:
                self._store.keep(self._account, renewed.written(), logged_in_at=kept.logged_in_at)
                return renewed
            require_pause(kept, clock.now())
            begun = self._log_in()
            self._store.keep(self._account, begun.written(), logged_in_at=clock.now())
            return begun


def require_pause(kept: Kept | None, now: datetime) -> None:
    """Keep log-ins apart, so that sessions which end at once never use up what a day allows."""
    left = kept.logged_in_at + BETWEEN_LOG_INS - now if kept is not None else timedelta(0)
    if left > timedelta(0):
        sentence = "Bluesky ended our session soon after the log-in. We log in again in a few minutes."
        raise SourceFailure(FailureKind.RETRY, sentence, after=min(left, BETWEEN_LOG_INS))


def read_kept(kept: Kept | None) -> Session | None:
    """Read a kept session, or None when there is none to use."""
    try:
        access, refresh = json.loads(kept.text) if kept is not None else ("", "")
    except ValueError:
        return None
    return Session(access, refresh) if is_token(access) and is_token(refresh) else None


def read_session(body: bytes) -> Session:
    """Read the session that Bluesky gives us."""
    given = read_object(body) or {}
    access, refresh = given.get("accessJwt"), given.get("refreshJwt")
    if not isinstance(access, str) or not isinstance(refresh, str) or not (is_token(access) and is_token(refresh)):
        raise SourceFailure(FailureKind.RETRY, "Bluesky answered the log-in with something that is not a session.")
    return Session(access, refresh)


def is_token(token: object) -> bool:
    """Tell whether this can be sent as a token."""
    return isinstance(token, str) and 0 < len(token) <= TOKEN_LONGEST and token.isascii() and token.isprintable()
