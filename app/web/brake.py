"""A brake on reads, counted in each process by itself: exact enough for this, and nearly free."""

import time
from threading import Lock

from limits.storage import Storage

SWEPT_EVERY = 60.0


class Brake(Storage):
    """A `limits` storage in memory that forgets as it goes; the library's own starts a thread every few requests."""

    STORAGE_SCHEME = ["brake"]  # noqa: RUF012

    def __init__(self, uri: str | None = None, wrap_exceptions: bool = False, **_options: object) -> None:
        super().__init__(uri, wrap_exceptions=wrap_exceptions)
        self._hits: dict[str, tuple[int, float]] = {}
        self._lock = Lock()
        self._sweep_at = 0.0

    @property
    def base_exceptions(self) -> type[Exception]:
        """Name what can go wrong: nothing that is expected."""
        return RuntimeError

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        """Add to a counter that starts again `expiry` seconds after its first hit."""
        now = time.time()
        with self._lock:
            if now >= self._sweep_at:
                self._sweep(now)
            hits, expires_at = self._hits.get(key, (0, 0.0))
            if expires_at <= now:
                hits, expires_at = 0, now + expiry
            self._hits[key] = hits + amount, expires_at
        return hits + amount

    def get(self, key: str) -> int:
        """Return the hits of a counter that has not run out."""
        hits, expires_at = self._hits.get(key, (0, 0.0))
        return hits if expires_at > time.time() else 0

    def get_expiry(self, key: str) -> float:
        """Return when the counter starts again, in seconds since 1970."""
        return self._hits[key][1] if key in self._hits else time.time()

    def check(self) -> bool:
        """Tell that memory is there."""
        return True

    def reset(self) -> int | None:
        """Forget every counter."""
        with self._lock:
            forgotten = len(self._hits)
            self._hits.clear()
        return forgotten

    def clear(self, key: str) -> None:
        """Forget one counter."""
        with self._lock:
            self._hits.pop(key, None)

    def _sweep(self, now: float) -> None:
        self._hits = {key: counted for key, counted in self._hits.items() if counted[1] > now}
        self._sweep_at = now + SWEPT_EVERY
