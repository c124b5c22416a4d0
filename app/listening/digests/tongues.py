"""Languages a curator can ask for: the common ones by name, all the rest together."""

from collections.abc import Collection, Mapping

from sqlalchemy import ColumnElement, func, not_, or_

from app.listening.models import Mention

OTHER = "other"
TONGUES: Mapping[str, str] = {
    "en": "English",
    "de": "German",
    "fr": "French",
    "es": "Spanish",
    "it": "Italian",
    "nl": "Dutch",
    "pt": "Portuguese",
    OTHER: "Another language",
}


def spoken_in(wanted: Collection[str]) -> ColumnElement[bool]:
    """Say which posts are in one of these languages, whatever the country; none named means all."""
    named = [each for each in wanted if each != OTHER]
    conditions = [_is(each) for each in named]
    if OTHER in wanted:
        conditions.append(not_(or_(*(_is(each) for each in TONGUES if each != OTHER))))
    return or_(*conditions)


def _is(tongue: str) -> ColumnElement[bool]:
    return func.lower(func.substr(Mention.lang, 1, 3)).in_([tongue, f"{tongue}-"])
