"""Pages that are the same for every stranger: kept in memory until anything changes, and asked about by validator.

Every change the public could see writes a line in the log, so the number of its last line tells whether a kept page
still holds, in every process; a minute is the longest it is trusted, for what changes with the clock. Caches outside
may keep a page but must ask each time, since a story that was erased may be shown by nobody from then on.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from threading import Lock
from typing import Any, ParamSpec, TypeVar

from flask import Response, current_app, g, make_response, request
from flask.typing import ResponseReturnValue
from sqlalchemy import event, text

from app import clock
from app.extensions import db
from app.web.engine import run

P = ParamSpec("P")
T = TypeVar("T")
View = Callable[P, ResponseReturnValue]
Place = tuple[str | None, ...]
PLACE = "kept pages"
MOST, LARGEST = 128, 128 * 1024
LAST_LINE = text("SELECT number FROM audit_head")
_changes = 0


@dataclass(frozen=True)
class Kept:
    """A rendered page, and the state of the site it shows."""

    state: tuple[object, ...]
    body: bytes
    content_type: str
    etag: str


def kept_by(*asked: str) -> Callable[[View[P]], View[P]]:
    """Answer strangers from memory while nothing has changed; whoever has a session gets a page of their own.

    `asked` names what the page reads of its query; whatever else stands there is the same page.
    """

    def keep(view: View[P]) -> View[P]:
        @wraps(view)
        def answer(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
            if current_app.config["SESSION_COOKIE_NAME"] in request.cookies:
                return view(*args, **kwargs)
            place, state = (request.path, *(request.args.get(name) for name in asked)), _state()
            g.kept_state, page = state, _pages().get(place)
            if page is None or page.state != state:
                response = make_response(view(*args, **kwargs))
                if response.status_code != 200:
                    return response
                page = _keep(place, state, response)
            return _conditional(page)

        return answer

    return keep


kept = kept_by()


def remember(name: str, read: Callable[[], T]) -> T:
    """Read what many kept pages show once for as long as they are kept; outside such a page, each time."""
    state, remembered = g.get("kept_state"), _pages().remembered
    found: tuple[object, Any] | None = remembered.get(name)
    if state is None or found is None or found[0] != state:
        found = remembered[name] = (state, read())
    value: T = found[1]
    return value


def _state() -> tuple[object, ...]:
    return run(LAST_LINE).scalar(), _changes, int(clock.now().timestamp()) // 60


def _keep(place: Place, state: tuple[object, ...], response: Response) -> Kept:
    body = response.get_data()
    page = Kept(state, body, response.headers["Content-Type"], hashlib.sha256(body).hexdigest()[:24])
    if len(body) <= LARGEST:
        _pages().put(place, page)
    return page


def _conditional(page: Kept) -> Response:
    response = Response(page.body, content_type=page.content_type)
    response.set_etag(page.etag, weak=True)
    response.headers["Cache-Control"] = "public, no-cache"
    response.vary.add("Cookie")
    response.make_conditional(request)
    return response


class Pages:
    """The pages last asked for, the longest unused leaving first."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self.remembered: dict[str, tuple[object, Any]] = {}
        self._held: OrderedDict[Place, Kept] = OrderedDict()
        self._lock = Lock()

    def get(self, place: Place) -> Kept | None:
        """Find a page as it was last rendered."""
        with self._lock:
            if place in self._held:
                self._held.move_to_end(place)
            return self._held.get(place)

    def put(self, place: Place, page: Kept) -> None:
        """Keep a page in the place of an older one."""
        with self._lock:
            self._held[place] = page
            while len(self._held) > self._most:
                self._held.popitem(last=False)


def _pages() -> Pages:
    held: Pages = current_app.extensions.setdefault(PLACE, Pages())
    return held


@event.listens_for(db.session, "after_commit")
def _note_change(_session: object) -> None:
    """Trust nothing kept before a change of this process, even one too small for the log."""
    global _changes
    _changes += 1
