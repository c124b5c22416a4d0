"""Keep the session of a network between passes: sealed with the secret keys, and renewed by one process at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from sqlalchemy import select, update

from app import clock
from app.extensions import db
from app.listening.models import SourceSession
from app.listening.passes import lease
from app.listening.passes.storing import insert_once
from app.listening.sources.bluesky.sessions import Kept
from app.listening.sources.protocol import FailureKind, SourceFailure
from app.web.actions import act
from app.web.links import settings
from app.web.sealing import opened, seal

A_TURN = timedelta(seconds=60)
ANOTHER_TRY = timedelta(seconds=5)


class SealedSessions:
    """The sessions of one network in the database; each step is a transaction of its own."""

    def __init__(self, network: str) -> None:
        self._network = network

    def find(self, account: str) -> Kept | None:
        """Return what was kept for an account; a text that none of our keys opens counts as empty."""
        return act(self._found, account)

    def keep(self, account: str, text: str, *, logged_in_at: datetime) -> None:
        """Replace what was kept."""
        sealed = seal(text, settings().secret_keys, purpose=self._purpose(account))
        act(self._write, account=account, sealed=sealed, logged_in_at=logged_in_at)

    @contextmanager
    def renewing(self) -> Iterator[None]:
        """Let only one process renew; one that has died does not stand in the way."""
        act(self._take)
        try:
            yield
        finally:
            act(self._write, lease_owner=None, lease_until=None)

    def _found(self, account: str) -> Kept | None:
        row = db.session.scalar(select(SourceSession).where(SourceSession.network == self._network))
        if row is None or row.account != account or row.logged_in_at is None:
            return None
        return Kept(opened(row.sealed, settings().secret_keys, purpose=self._purpose(account)), row.logged_in_at)

    def _purpose(self, account: str) -> str:
        return f"source session {self._network} {account}"

    def _take(self) -> None:
        empty = {"network": self._network, "account": "", "sealed": ""}
        db.session.execute(insert_once(SourceSession, [empty], "network"))
        row = db.session.scalars(
            select(SourceSession).where(SourceSession.network == self._network).with_for_update()
        ).one()
        if is_taken(row):
            sentence = "Another process is renewing our session there. We try again in a few seconds."
            raise SourceFailure(FailureKind.RETRY, sentence, after=ANOTHER_TRY)
        row.lease_owner, row.lease_until = lease.own_name(), clock.now() + A_TURN

    def _write(self, **columns: object) -> None:
        ours = SourceSession.network == self._network, SourceSession.lease_owner == lease.own_name()
        db.session.execute(update(SourceSession).where(*ours).values(**columns))


def is_taken(row: SourceSession) -> bool:
    """Tell whether another living process has its turn."""
    if row.lease_owner is None or row.lease_until is None or row.lease_until <= clock.now():
        return False
    return row.lease_owner != lease.own_name() and not lease.is_gone(row.lease_owner)
