"""Read what the queue can be filtered by, as quickly at any size."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import text

from app.listening.answering.replies import NETWORK_NAMES, network_name
from app.listening.triage.wanted import NO_TABLE, VOICE_WORDS, Show, Wanted
from app.web.engine import run

# Steps from one language to the next in the index, instead of reading every row of it.
READ = text("""
WITH RECURSIVE step (lang) AS (
  SELECT (SELECT min(lang) FROM mention WHERE copy_of_id IS NULL)
  UNION ALL
  SELECT (SELECT min(lang) FROM mention WHERE copy_of_id IS NULL AND lang > step.lang) FROM step
  WHERE step.lang IS NOT NULL
)
SELECT 'lang' AS kind, lang AS value, '' AS words FROM step WHERE lang IS NOT NULL
UNION ALL SELECT 'watch', public_id, name FROM watch
UNION ALL SELECT 'company', slug, name FROM company WHERE slug = :company""")
NO_TABLE_WORDS = "Without a word table"
SHOW_WORDS: Mapping[Show, str] = {
    Show.OPEN: "To answer",
    Show.MINE: "Mine",
    Show.SNOOZED: "Snoozed",
    Show.ANSWERED: "Answered",
    Show.DISMISSED: "Dismissed",
    Show.ALL: "Everywhere",
}


@dataclass(frozen=True, slots=True)
class Choices:
    """What stands in the filters: value and words of each, and the words of those that are on."""

    networks: list[tuple[str, str]]
    languages: list[tuple[str, str]]
    watches: list[tuple[str, str]]
    voices: list[tuple[str, str]]
    shows: list[tuple[str, str]]
    names: dict[str, str]


def list_choices(wanted: Wanted) -> Choices:
    """List what the queue can be filtered by, and name what is on."""
    found = run(READ, {"company": wanted.company}).all()
    watches = sorted(((each.value, each.words) for each in found if each.kind == "watch"), key=lambda pair: pair[1])
    company = next((each.words for each in found if each.kind == "company"), "A company that is not there")
    languages = [each.value for each in found if each.kind == "lang" and each.value not in ("", "und")]
    names = {
        "q": f"“{wanted.q}”",
        "network": network_name(wanted.network),
        "lang": NO_TABLE_WORDS if wanted.is_unscored else language_name(wanted.lang),
        "watch": dict(watches).get(wanted.watch, "A watch that is removed"),
        "company": company,
        "voice": VOICE_WORDS.get(wanted.voice, ""),
    }
    return Choices(
        networks=sorted(NETWORK_NAMES.items(), key=lambda pair: pair[1].lower()),
        languages=[(NO_TABLE, NO_TABLE_WORDS), *((each, language_name(each)) for each in languages)],
        watches=watches,
        voices=list(VOICE_WORDS.items()),
        shows=[(show, words) for show, words in SHOW_WORDS.items()],
        names=names,
    )


def language_name(code: str) -> str:
    """Name a language; one we have no word for goes by its code."""
    return LANGUAGE_NAMES.get(code, code)


LANGUAGE_NAMES = {
    "ar": "Arabic", "bg": "Bulgarian", "cs": "Czech", "cy": "Welsh", "da": "Danish", "de": "German", "el": "Greek",
    "en": "English", "es": "Spanish", "et": "Estonian", "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi",
    "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ko": "Korean",
    "lt": "Lithuanian", "lv": "Latvian", "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese",
    "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovene", "sr": "Serbian", "sv": "Swedish",
    "th": "Thai", "tr": "Turkish", "uk": "Ukrainian", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
