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
    """airlines airways analytics architects bakery bank banking bau brewery broadband brothers building cafe
    capital care cars catering centre charity chemicals cleaning clinic clothing coffee college communications
    company computer computers construction consulting corporation council courier courses credit dairy data
    deliveries delivery dental design designs digital direct distribution education electric electronics energie
    energy engineering environmental equipment estates events exchange express farm farms fashion fibre finance
    financial fitness food foods fuel furniture garage gardens gas global government group haus health
    healthcare hire holdings home homes hospital hosting hotel hotels household housing industries innovations
    insurance interiors international internet kitchen kitchens laboratories laboratory leasing legal leisure
    lettings life lighting living logistics machines management marine market marketing markets media medical
    mobile mortgage mortgages motors music national network networks online optics outdoor packaging paints
    parcels partners parts payment payments payroll pension pensions pharmaceuticals pharmacy pizza plastics
    plumbing power press printing production productions products produkt property publishing rail railway
    railways recruitment rent rental rentals repair repairs research restaurant restaurants retail robotics
    sales school schools security service services servis shipping shoes shop society software solar solutions
    sport sports store stores stroi studio studios supermarket supermarkets supplies supply surveyors systems
    tax taxi taxis technologies technology telecom telecommunications telekom television textiles theatre tools
    torg toys trading training trans transport transportation travel trucks trust uk united university utilities
    ventures versicherung video vision water wear web windows wine wines wireless works world worldwide""".split()
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
        "federal": "fed", "first": "1st", "second": "2nd", "third": "3rd", "one": "1", "two": "2", "three": "3",
        "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10", "eleven": "11",
        "company": "coy",
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


def keys_of(words: list[str]) -> list[int]:
    """Return the keys of a spelling that only it and its like share."""
    return hashed([*_whole_keys("".join(words)), *_pair_keys(words)])


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


def slip_keys_of(words: list[str]) -> list[int]:
    """Return the keys by which a longer word meets itself with one slip in its sound."""
    sounds = (sound_of(word) for word in telling_words(words))
    return hashed(f"d{each}" for sound in sounds if len(sound) >= 5 for each in with_one_left_out(sound))


def crowded_keys_of(words: list[str]) -> list[int]:
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


def hashed(keys: Iterable[str]) -> list[int]:
    """Hash keys to 32 bits; two that fall together only cost a comparison."""
    return list(dict.fromkeys(zlib.crc32(key.encode()) - 2**31 for key in keys))
