"""Statements of the busiest doors: SQLAlchemy writes each out once, and the words it wrote are sent from then on.

They are built from the same tables as every other statement. Saved at each execution is the work around it, finding the
compiled form and sorting and describing its parameters, which takes longer than the database itself.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, Dialect, Executable
from sqlalchemy.sql.compiler import SQLCompiler

from app.web.engine import connection_for

Convert = Callable[[Any], Any]


@dataclass(frozen=True)
class Written:
    """A statement in the words of one database: its text, its own constants, and how given values are converted."""

    text: str
    constants: dict[str, Any]
    converted: tuple[tuple[str, Convert], ...]
    order: Sequence[str] | None

    def fill(self, values: Mapping[str, Any]) -> Any:
        """Return what the driver takes: values by name, or in the order of the question marks."""
        filled = {**self.constants, **values}
        for name, convert in self.converted:
            filled[name] = convert(filled[name])
        return filled if self.order is None else tuple([filled[name] for name in self.order])


class Prepared:
    """A statement that is written out once for each kind of database."""

    def __init__(self, statement: Executable) -> None:
        self._statement = statement
        self._written: dict[str, Written] = {}

    def run(self, **values: Any) -> Any:
        """Execute it in the session's transaction; return its first row as the driver gives it, None if it has none."""
        connection = connection_for(self._statement)
        dialect = connection.dialect
        written = self._written.get(dialect.name)
        if written is None:
            written = self._written[dialect.name] = write_out(self._statement, dialect)
        answer = connection.exec_driver_sql(written.text, written.fill(values))
        return answer.first() if answer.returns_rows else None


def write_out(statement: Executable, dialect: Dialect) -> Written:
    """Put a statement into the words of one database, its constants converted once and for all."""
    compiled = statement.compile(dialect=dialect)  # type: ignore[attr-defined]
    assert isinstance(compiled, SQLCompiler)
    converters = {name: _converter(bind, dialect) for name, bind in compiled.binds.items()}
    constants = {
        name: (converters[name] or _unchanged)(bind.value) for name, bind in compiled.binds.items() if not bind.required
    }
    converted = tuple((name, each) for name, each in converters.items() if each and name not in constants)
    return Written(compiled.string, constants, converted, compiled.positiontup)


def _converter(bind: BindParameter[Any], dialect: Dialect) -> Convert | None:
    return bind.type.dialect_impl(dialect).bind_processor(dialect)


def _unchanged(value: Any) -> Any:
    return value
