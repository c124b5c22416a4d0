"""Write rows as CSV or JSON while they are read, so that a million of them need no more memory than a few."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from flask import Response, stream_with_context

from app.web.sheets import guarded

MARK = "\ufeff"
AT_ONCE = 200


def as_csv(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Write rows for spreadsheets: UTF-8 that is marked, and no cell that passes for a formula."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(heads)
    yield MARK
    for number, row in enumerate(rows, 1):
        writer.writerow([guarded(_plain(cell)) for cell in row])
        if number % AT_ONCE == 0:
            yield _taken(text)
    yield _taken(text)


def as_json(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Write rows as a list of objects, one a line."""
    yield "["
    for number, row in enumerate(rows):
        named = dict(zip(heads, map(_plain, row), strict=True))
        yield ("," if number else "") + "\n" + json.dumps(named, ensure_ascii=False)
    yield "\n]\n"


def download(name: str, format_: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Response:
    """Answer with a file that is written as it is sent."""
    written = as_json(heads, rows) if format_ == "json" else as_csv(heads, rows)
    kind = "application/json" if format_ == "json" else "text/csv"
    answer = Response(stream_with_context(written), content_type=f"{kind}; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.{format_}"'
    return answer


def _taken(text: io.StringIO) -> str:
    words = text.getvalue()
    text.seek(0)
    text.truncate()
    return words


def _plain(cell: object) -> object:
    if isinstance(cell, datetime | date):
        return cell.isoformat()
    return cell
