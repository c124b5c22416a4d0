"""One action is one transaction: run a service verb, commit, try again on a conflict."""

import random
import sqlite3
import time
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

from sqlalchemy import exc

from app.errors import Conflict, Missing, Unavailable
from app.extensions import db
from app.web.engine import writing

P = ParamSpec("P")
R = TypeVar("R")

TRIES = 3
_PG_CONFLICTS = {"40001", "40P01", "55P03", "23505"}
# A plain SQLITE_BUSY has waited its five seconds already; these are over at once.
_SQLITE_CONFLICTS = {sqlite3.SQLITE_BUSY_SNAPSHOT, sqlite3.SQLITE_BUSY_RECOVERY, sqlite3.SQLITE_LOCKED}
_SQLITE_UNIQUE = {sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY}


def act(verb: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> R:
    """Run one service verb and the commit in one write transaction, and return what the verb returns.

    Ends the read before it, so the verb sees rows as they are now. Repeats the whole unit up to three times on
    a conflict, which is safe because verbs are idempotent. Raises Unavailable when the database refuses.
    """
    for attempt in range(1, TRIES + 1):
        db.session.rollback()
        db.session.expire_all()
        _after_commit().clear()
        try:
            with writing():
                result = verb(*args, **kwargs)
                db.session.commit()
        except exc.InvalidRequestError as error:
            db.session.rollback()
            raise _told(error) from error
        except (exc.DBAPIError, exc.TimeoutError) as error:
            db.session.rollback()
            if attempt == TRIES or not is_conflict(error):
                raise _told(error) from error
            time.sleep(random.uniform(0.01, 0.05) * attempt)
        except BaseException:
            db.session.rollback()
            raise
        else:
            _run_after_commit()
            return result
    raise AssertionError("unreachable")


def after_commit(call: Callable[[], object]) -> None:
    """Do something once the running action has been committed; it is forgotten if the action fails."""
    _after_commit().append(call)


def is_conflict(error: Exception) -> bool:
    """Tell whether trying the same transaction again can succeed."""
    if not isinstance(error, exc.DBAPIError):
        return False
    if error.connection_invalidated or getattr(error.orig, "sqlstate", None) in _PG_CONFLICTS:
        return True
    code = getattr(error.orig, "sqlite_errorcode", 0)
    return code in _SQLITE_CONFLICTS | _SQLITE_UNIQUE


def is_outage(error: BaseException) -> bool:
    """Tell whether the database refuses work for the moment, rather than the code being wrong."""
    if isinstance(error, exc.TimeoutError):
        return True
    return isinstance(error, exc.OperationalError | exc.InterfaceError | exc.InternalError)


def _told(error: exc.SQLAlchemyError) -> Exception:
    if isinstance(error, exc.InvalidRequestError) and "deleted" in str(error):
        return Missing()
    if is_outage(error):
        return Unavailable()
    if isinstance(error, exc.IntegrityError) and is_conflict(error):
        return Conflict("Somebody else has just saved the same thing. Open the page again to see it.")
    return error


def _after_commit() -> list[Callable[[], object]]:
    calls: list[Callable[[], object]] = db.session().info.setdefault("after_commit", [])
    return calls


def _run_after_commit() -> None:
    calls: list[Any] = list(_after_commit())
    _after_commit().clear()
    for call in calls:
        call()
