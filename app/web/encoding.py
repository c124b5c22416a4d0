"""PostgreSQL must keep text as UTF-8: in another encoding it refuses or mangles what people write."""

from typing import Any

import psycopg
from sqlalchemy import Engine, event
from sqlalchemy.engine.interfaces import Dialect

from app.errors import Misconfigured

NOT_UTF8 = (
    "The database keeps text in {}, and Support Awards needs UTF8. Make one with "
    "`createdb --encoding UTF8 --template template0 --owner awards awards`."
)


def register() -> None:
    """Look at each PostgreSQL connection as it is opened; safe to repeat."""
    event.listen(Engine, "do_connect", _speak_utf8)
    event.listen(Engine, "connect", _require_utf8)


def _speak_utf8(dialect: Dialect, _record: Any, _words: tuple[Any, ...], options: dict[str, Any]) -> None:
    if dialect.name == "postgresql":
        options.setdefault("client_encoding", "utf8")


def _require_utf8(connection: Any, _record: Any) -> None:
    if not isinstance(connection, psycopg.Connection):
        return
    encoding = connection.info.parameter_status("server_encoding")
    if encoding != "UTF8":
        raise Misconfigured(NOT_UTF8.format(encoding))
