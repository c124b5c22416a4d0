"""Fold names of companies to what the spellings of one company share."""

import re
import unicodedata
from functools import lru_cache

LONGEST_KEY = 200

LEGAL_FORMS = frozenset(
    """aat ab ad ae aktiebolag aktiengesellschaft aktieselskab ag aps as asa asbl bhd bt bv bvba cic co cok company
    corp corporation cv cvba cyf doo dd dooel ead ebvba eg eireli eirl ek eood epe esp eurl ev fop gbr gie gmbh
    ggmbh gk holding holdings ike inc incorporated ivs jsc kd kft kg kgaa kk kkt ks kdd lda limitada limited llc
    lllp llp ltd ltda mbh nv nyrt ohg oo ood ooo oy oyj pbc plc private pjsc pt pte pty pvt rt sa sab sae sal
    saoc sapi sarl sarlu sas sasu sc sca scop scrl sdn se sgps sia sicav sl slu snc soc spa spk spolka spol
    spzoo sro srl srls tapui tbk tic tov uab ug ulc unipessoal vof vzw yk zao zrt zoo ооо оао зао пао ао ип тов
    ат дп еоод оод еад ад доо αε επε ικε οε εε ае""".split()
)
LEGAL_PHRASES = tuple(
    tuple(phrase.split())
    for phrase in (
        "s de rl de cv|sab de cv|sa de cv|sapi de cv|s de rl|s en c|gmbh and co kg|ag and co kg|gmbh and co kgaa"
        "|gmbh and co ohg|ug haftungsbeschrankt and co kg|ug haftungsbeschrankt|and co"
        "|sp z oo|sp z o o|sp zoo|spol s ro"
        "|s r o|d o o|a s|s a|s l|n v|b v|k k|a g|s p a|s r l|i s|k s|s s|sp k|sp j|oy ab|a d|o u|og e|proprietary"
        "|pty ltd|sdn bhd|teoranta|oü|ou|e v|ε π ε|α ε|о о о"
    ).split("|")
)
PHRASES_BY_END = {
    end: tuple(phrase for phrase in LEGAL_PHRASES if phrase[-1] == end) for end in {each[-1] for each in LEGAL_PHRASES}
}
LEADING_FORMS = frozenset("ооо оао зао пао ао ип тов пп фоп uab oao ooo zao شركه مؤسسه".split())
ATTACHED_FORMS = (
    "株式会社",
    "有限会社",
    "合同会社",
    "合資会社",
    "(株)",
    "(有)",
    "股份有限公司",
    "有限责任公司",
    "有限公司",
    "주식회사",
    "(주)",
)
LETTERS = str.maketrans(
    {
        "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŋ": "n",
        "ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك", "ـ": None, "'": None, "’": None, "‘": None, "ʼ": None, "`": None,
        "´": None, "&": " and ", "+": " plus ", "ς": "σ",
    }
)  # fmt: skip
DOT_OF_INITIALS = re.compile(r"(?<=\b\w)\.(?=\w\b)")
KANA_AND_INDIC = range(7, 10)


def fold(text: str) -> str:
    """Fold case, accents and widths away; marks that make another letter, as in Japanese and Hindi, stay."""
    wide = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(each for each in wide if _is_kept(unicodedata.combining(each)))
    return unicodedata.normalize("NFC", bare.translate(LETTERS))


def words_of(name: str) -> list[str]:
    """Split a name into folded words: letters, digits and the marks upon them."""
    text = fold(name)
    for form in ATTACHED_FORMS:
        text = text.replace(form, " ") if text.replace(form, "").strip() else text
    text = DOT_OF_INITIALS.sub("", text)
    if text.isascii():
        return re.findall(r"[a-z0-9]+", text)
    return "".join(each if unicodedata.category(each)[0] in "LNM" else " " for each in text).split()


def without_legal_form(words: list[str]) -> list[str]:
    """Drop the legal form before and behind a name, as long as a word is left."""
    kept = list(words)
    while len(kept) > 1 and kept[0] in LEADING_FORMS:
        kept.pop(0)
    while length := _length_of_form(kept):
        del kept[-length:]
    return kept


@lru_cache(maxsize=5_000)
def name_key(name: str) -> str:
    """Return what two spellings of a company's name share: case, accents, punctuation and legal form go."""
    joined = unicodedata.normalize("NFC", "".join(without_legal_form(words_of(name))))
    return (joined or "".join(fold(name).split()) or "".join(f"u{ord(each):x}" for each in name))[:LONGEST_KEY]


def _is_kept(combining_class: int) -> bool:
    return combining_class == 0 or combining_class in KANA_AND_INDIC


def _length_of_form(words: list[str]) -> int:
    """Count the words at the end that are a legal form; 0 when there is none or nothing else would be left."""
    if len(words) < 2:
        return 0
    for phrase in PHRASES_BY_END.get(words[-1], ()):
        if len(words) > len(phrase) and tuple(words[-len(phrase) :]) == phrase:
            return len(phrase)
    return int(words[-1] in LEGAL_FORMS)
