"""Kinds of ties, how long they last, and when a declared one meets a company or a person; pure."""

from collections.abc import Collection
from datetime import timedelta
from enum import StrEnum

from app.companies.names import words_of

YEARS_A_TIE_LASTS = 3
TAKEN_BACK_LIFE = timedelta(days=90)
WORDS_IN_A_NAME = 2
PROVIDERS = frozenset(
    """btinternet.com cox.net duck.com fastmail.com fastmail.fm hey.com hushmail.com laposte.net mail.com mailbox.org
    mail.de pm.me posteo.de riseup.net rocketmail.com sky.com tuta.com tutanota.com verizon.net virginmedia.com
    ymail.com yandex.com zoho.com ukr.net i.ua meta.ua bigpond.com shaw.ca rogers.com bluewin.ch seznam.cz wp.pl
    o2.pl onet.pl interia.pl hotmail.co.uk hotmail.fr outlook.de live.co.uk yahoo.fr yahoo.de yahoo.in rediffmail.com
    freenet.de arcor.de 1und1.de sfr.fr bbox.fr telenet.be skynet.be ziggo.nl kpnmail.nl xs4all.nl tiscali.it
    alice.it virgilio.it telia.com online.no get2net.dk""".split()
)
SECOND_LEVELS = frozenset("ac co com edu gob gov gouv ne net nom or org".split())
# Reserved for examples, so that nobody is anybody's colleague there.
NOBODYS_DOMAINS = frozenset({"example.com", "example.net", "example.org"})


class InterestKind(StrEnum):
    """What a judge is tied to."""

    EMPLOYER = "employer"
    CLIENT = "client"
    COMPETITOR = "competitor"
    DOMAIN = "domain"
    PERSON = "person"


class Sign(StrEnum):
    """What speaks for a tie that nobody declared."""

    MAIL_DOMAIN = "mail_domain"
    AFFILIATION = "affiliation"
    COLLEAGUE = "colleague"
    NOMINATOR = "nominator"


class Verdict(StrEnum):
    """What an organiser made of a tie the site found."""

    CONFIRMED = "confirmed"
    SET_ASIDE = "set_aside"


class Leaving(StrEnum):
    """How a judge came to leave an entry."""

    RECUSED = "recused"
    HANDED_BACK = "handed_back"
    TIE = "tie"


class Hindrance(StrEnum):
    """What keeps a judge from an entry."""

    NOMINATED = "nominated"
    MODERATED = "moderated"
    TIE = "tie"
    LEFT = "left"


CONFLICTS = frozenset({Hindrance.NOMINATED, Hindrance.TIE})


def has_lapsed(until_year: int | None, judged_in: int) -> bool:
    """Tell whether a tie ended so long before judging that it no longer counts."""
    return until_year is not None and until_year + YEARS_A_TIE_LASTS < judged_in


def parents_of(domain: str) -> list[str]:
    """List a domain and those above it, down to two labels."""
    labels = domain.split(".")
    return [".".join(labels[place:]) for place in range(len(labels) - 1)]


def is_everybodys(domain: str, providers: Collection[str]) -> bool:
    """Tell whether a domain says nothing about who is behind it: a mail provider's, or one like co.uk."""
    first, _, last = domain.partition(".")
    is_suffix = len(last) == 2 and first in SECOND_LEVELS
    shared = NOBODYS_DOMAINS | PROVIDERS
    return is_suffix or domain in shared or any(each in providers for each in parents_of(domain))


def name_words(name: str) -> frozenset[str]:
    """Return the folded words of a person's name."""
    return frozenset(words_of(name))


def names_meet(one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether two names can be one person's: the same words, or all of one within the other, two at least."""
    if not one or not other:
        return False
    return one == other or (len(one & other) >= WORDS_IN_A_NAME and (one <= other or other <= one))
