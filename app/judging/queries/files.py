"""The file of a result that is published."""

import json

from app.judging.models import Result
from app.judging.queries.panels import list_entries
from app.judging.results import Json, canonical
from app.programme.models import Category


def file_of(result: Result, category: Category) -> bytes:
    """Write the file of a result: its document with the names beside it, in canonical JSON."""
    document: Json = json.loads(result.document)
    names = {entry.public_id: entry.public_title for entry in list_entries(category)}
    return canonical({**document, "names": {entry: names[entry] for entry in document["entries"]}})
