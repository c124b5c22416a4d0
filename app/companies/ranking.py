"""Order what the tables found by how well it fits what was typed."""

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from app.companies.spellings import GENERIC_WORDS

GENERIC_WEIGHT = 0.35
ALIKE_AT_LEAST = 0.6
NAMED_WITHIN = 0.65
READ_CLOSELY = 7


def closest(words: list[str], spellings: list[str]) -> list[tuple[float, int]]:
    """Return the fit, 0 to 1, and the place of the spellings that fit best, the best first."""
    typed, whole, joined = " ".join(words), "".join(words), [each.replace(" ", "") for each in spellings]
    by_letters = process.extract(whole, joined, scorer=fuzz.ratio, limit=READ_CLOSELY)
    by_words = process.extract(typed, spellings, scorer=fuzz.token_set_ratio, limit=READ_CLOSELY)
    likely = {place for _, _, place in (*by_letters, *by_words)}
    fits = [(fit_of(words, whole, spellings[place].split()), place) for place in likely]
    return sorted(fits, key=lambda fit: (-fit[0], len(spellings[fit[1]])))


def fit_of(words: list[str], whole: str, spelling: list[str]) -> float:
    """Say how well typed words fit a spelling, by its letters in a row or word by word, whichever is better."""
    if not words or not spelling:
        return 0.0
    joined = "".join(spelling)
    in_a_row = OSA.normalized_similarity(whole, joined)
    initials = 0.9 if len(spelling) > 2 and whole == "".join(word[0] for word in spelling) else 0.0
    named_within = NAMED_WITHIN if set(spelling) <= set(words) else 0.0
    return max(in_a_row, initials, named_within, _word_by_word(words, spelling))


def _word_by_word(words: list[str], spelling: list[str]) -> float:
    """Pair each typed word with the spelling's word it fits best; what is left unpaired costs its weight."""
    left = list(spelling)
    met = all_typed = 0.0
    for word in words:
        fit, best = max(((_likeness(word, each), each) for each in left), default=(0.0, ""))
        weight = max(_weight(word), _weight(best)) if best else _weight(word)
        all_typed += weight
        if fit >= ALIKE_AT_LEAST:
            met += fit * weight
            left.remove(best)
    missed = sum(_weight(word) for word in left)
    return 0.98 * met / (all_typed + 0.25 * missed)


def _likeness(typed: str, word: str) -> float:
    if typed == word:
        return 1.0
    if word.startswith(typed):
        return 0.8 + 0.15 * len(typed) / len(word)
    if 2 <= len(typed) < len(word) and typed[0] == word[0] and _are_in_order(typed, word):
        return 0.8
    return OSA.normalized_similarity(typed, word)


def _are_in_order(letters: str, word: str) -> bool:
    rest = iter(word)
    return all(letter in rest for letter in letters)


def _weight(word: str) -> float:
    return GENERIC_WEIGHT if word in GENERIC_WORDS else 1.0
