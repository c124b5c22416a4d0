"""What a name shares with its misspellings, abbreviations and other word orders, as keys to find it by."""

import re
import zlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import combinations

from app.companies.names import without_legal_form, words_of
from app.companies.scripts import in_latin

RULES = 1
LONGEST_WORDS = 400
MOST_WORDS = 6
SMALL_WORDS = frozenset("and the of n und et de la le les der die das du des del di da y for in".split())
ARTICLES = ("the", "la", "le", "les", "der", "die", "das", "el", "il")
GENERIC_WORDS = frozenset(
    """airlines airways bank banking broadband building capital care communications company consulting corporation
    data digital direct electric electronics energy engineering express finance financial food foods gas global group
    health healthcare holdings home hotel hotels industries insurance international life logistics management market
    media mobile motors national network networks online partners pharmaceuticals pharmacy power products property
    railway railways restaurant retail security service services shop society software solutions stores store studio
    studios supermarket supermarkets supplies supply systems technologies technology telecom telecommunications
    trading transport travel trust uk united university water works world bau haus versicherung""".split()
)
LONG_FORMS = {
    short: long
    for long, shorts in {
        "international": "intl int internat", "services": "svcs svc srvcs service serv",
        "management": "mgmt mgt", "manufacturing": "mfg manuf", "national": "natl nat", "brothers": "bros",
        "association": "assoc assn", "university": "univ uni", "group": "grp gp", "systems": "sys syst system",
        "technologies": "techs tech technology", "solutions": "solns sols",
        "telecommunications": "telecoms telecomms telco", "communications": "comms",
        "electronics": "elec electr", "engineering": "eng engg", "financial": "fin finl",
        "insurance": "ins insur", "pharmaceuticals": "pharma pharm pharms", "laboratories": "labs", "laboratory": "lab",
        "department": "dept", "street": "str", "saint": "st", "mount": "mt", "centre": "center ctr cntr",
        "american": "amer am", "british": "brit", "european": "eur euro", "northern": "nthn", "southern": "sthn",
        "limited": "limtd", "supermarkets": "supermkts", "supermarket": "supermkt", "market": "mkt",
        "hospital": "hosp", "airlines": "airline", "airways": "airway", "railways": "railway rlwy rly",
        "industries": "inds ind", "products": "prods prod", "restaurants": "restaurant rest", "broadband": "bb bband",
        "building": "bldg bldng", "society": "soc", "council": "cncl", "distribution": "distrib dist",
        "transport": "transp trans", "exchange": "exch", "equipment": "equip", "general": "gen genl",
        "federal": "fed", "first": "1st", "second": "2nd", "third": "3rd", "company": "coy",
    }.items()
    for short in shorts.split()
}  # fmt: skip
BEGINNINGS = re.compile(r"^(?:[kgp]n|wr|ps|x)")
BEGUN = {"wr": "r", "ps": "s", "x": "s"}
SOUNDS = re.compile(r"ght|t?sch|tch|ph|sh|ch|gh|ck|q|x|c(?=[eiy])|c|dg|g(?=[eiy])|z|th|(.)\1")
HEARD = {
    "ght": "t", "sch": "c", "tsch": "c", "tch": "c", "ph": "f", "sh": "c", "ch": "c", "gh": "g", "ck": "k", "q": "k",
    "x": "ks", "c": "k", "dg": "j", "g": "j", "z": "s", "th": "t",
}  # fmt: skip
VOWELS = re.compile(r"[aeiouyhw]+")
VOWEL_LETTERS = frozenset("aeiouy")
SOFTENING = frozenset("eiy")


def spelling_words(name: str) -> list[str]:
    """Split a name into the words it is compared by: in Latin letters, written out, without small words."""
    words = [in_latin(word) for word in without_legal_form(words_of(name))]
    written = [LONG_FORMS.get(word, word) for word in words] if len(words) > 1 else words
    return [word for word in written if word not in SMALL_WORDS] or written


@lru_cache(maxsize=20_000)
def sound_of(text: str) -> str:
    """Reduce a word to how it sounds: the first letter and the consonants behind it."""
    begun = BEGINNINGS.sub(lambda met: BEGUN.get(met[0], "n"), text)
    heard = SOUNDS.sub(_heard, begun)
    first = "a" if heard[:1] in VOWEL_LETTERS else heard[:1]
    return first + VOWELS.sub("", heard[1:])


def _heard(met: re.Match[str]) -> str:
    letters = met[0]
    if letters == "c" and met.string[met.end() : met.end() + 1] in SOFTENING:
        return "s"
    return met[1] or HEARD[letters]


def keys_of(words: list[str]) -> set[int]:
    """Return the keys of a spelling that only it and its like share."""
    whole = "".join(words)
    return hashed([*_whole_keys(whole), *_pair_keys(words), *_word_keys(words)])


def _whole_keys(whole: str) -> Iterator[str]:
    """Let one slip in the sound, or in the letters of a short name, still meet."""
    sound = sound_of(whole)
    if len(sound) >= 4:
        yield from (f"w{each}" for each in with_one_left_out(sound))
    if len(whole) <= 7:
        yield from (f"l{each}" for each in with_one_left_out(whole))


def _pair_keys(words: list[str]) -> Iterator[str]:
    telling = set(telling_words(words))
    for one, other in combinations(words[:MOST_WORDS], 2):
        if one in telling or other in telling:
            yield "p" + "+".join(sorted((sound_of(one), sound_of(other))))


def _word_keys(words: list[str]) -> Iterator[str]:
    for word in telling_words(words):
        sound = sound_of(word)
        if len(sound) >= 5:
            yield from (f"w{each}" for each in with_one_left_out(sound))


def crowded_keys_of(words: list[str]) -> set[int]:
    """Return the keys that many spellings may share: single words and initials."""
    keys = [f"t{sound_of(word)}" for word in telling_words(words)]
    if len(words) >= 3:
        keys.append("i" + "".join(word[0] for word in words))
    return hashed(keys)


def telling_words(words: list[str]) -> list[str]:
    """Return the words that tell companies apart."""
    return [word for word in words[:MOST_WORDS] if word not in GENERIC_WORDS] or words[:MOST_WORDS]


def with_one_left_out(text: str) -> list[str]:
    """Return a text and what is left of it when any one letter goes."""
    return [text, *{text[:place] + text[place + 1 :] for place in range(len(text))}]


def hashed(keys: Iterable[str]) -> set[int]:
    """Hash keys to 32 bits; two that fall together only cost a comparison."""
    return {zlib.crc32(key.encode()) - 2**31 for key in keys}
