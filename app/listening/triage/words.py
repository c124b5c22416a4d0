"""What a post can be found by: its words, its author and its address, each as a number.

The commonest words lead to no row of their own: almost every post holds them, so that a short look finds them anyway.
"""

import re
import unicodedata
from collections.abc import Iterable
from hashlib import blake2b

WORD = re.compile(r"\w+")
MOST_WORDS = 8
LONGEST_WORD = 60
COMMON = frozenset(
    """a about again agent all also always am amazing an and any are as at awesome awful back bad be because been best
    better but by call called can chat com company could customer customers customerservice customersupport day did do
    does don email even ever every excellent experience fantastic first fix fixed for from get getting go going good got
    great guys had has have he help helped helpful helping her here him his hour hours how http https i if in is issue
    it its just kind know like line love made make many me minutes more most much my never new no nobody not now of on
    one only or our out over people phone please problem quick quickly re really s service she shout so solved some
    someone still such support t team than thank thanks that the their them then there they thing this time to today
    told took two up us very was way we well went were what when where which who why will wish with wonderful work
    worked world would www you your""".split()
)


def words_in(text: str) -> list[str]:
    """List the words of a text, folded: without case, accents and width."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    letters = "".join(letter for letter in plain if unicodedata.category(letter) != "Mn")
    return [word[:LONGEST_WORD] for word in WORD.findall(letters)]


def keys_of_post(*, text: str, handle: str, name: str, url: str, has_common: bool = False) -> set[int]:
    """Number everything a post can be found by; with `has_common` also what is never stored today."""
    words = {word for each in (text, handle, name) for word in words_in(each)}
    named = [author_word(handle)] if handle else []
    addressed = [address_word(url)] if url else []
    return numbers_of([*(words if has_common else words - COMMON), *named, *addressed])


def numbers_of(words: Iterable[str]) -> set[int]:
    """Return the number of each word."""
    return {number_of(word) for word in words}


def number_of(word: str) -> int:
    """Return the number under which a word is kept, one that both databases hold."""
    return int.from_bytes(blake2b(word.encode("utf-8", "replace"), digest_size=8).digest(), "big") >> 1


def author_word(handle: str) -> str:
    """Write an author as a word that no text holds."""
    return f"@{handle.casefold().removeprefix('@')}"


def address_word(url: str) -> str:
    """Write an address as a word that no text holds, whatever stands before and after what tells the post."""
    plain = url.casefold().split("?")[0].split("#")[0]
    return "/" + plain.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")
