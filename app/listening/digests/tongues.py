"""Languages a curator can ask for: the common ones by name, all the rest together."""

from collections.abc import Collection, Mapping

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


def is_spoken(code: str, wanted: Collection[str]) -> bool:
    """Tell whether a language, of whatever country, is one of those that are wanted."""
    tongue = code.lower().partition("-")[0]
    return (tongue if tongue in TONGUES else OTHER) in wanted
