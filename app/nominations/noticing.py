"""Compare a nomination with others: work on many words and rows, done before the transaction that writes begins."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.companies.rules import domain_of
from app.mail.rules import LARGE_PROVIDERS
from app.nominations.bursts import list_bursts
from app.nominations.copies import bands, is_short, shingles
from app.nominations.models import Nomination
from app.nominations.queries.copies import NearCopy, list_near_copies
from app.nominations.rules import Relation
from app.nominations.weighing import Signal

MANY_COPIES = 3


@dataclass(frozen=True)
class Noticed:
    """What one revision gave away, and when it came: the fingerprint of its story, and its signals."""

    revision: int
    fingerprint: tuple[int, ...]
    signals: tuple[Signal, ...]


def notice(nomination: Nomination) -> Noticed:
    """Look at a nomination; what others confirm at the same moment is noticed by the later look."""
    parts = shingles(nomination.written.story or "")
    fingerprint = tuple(bands(parts))
    others = list_near_copies(nomination, of_others=True, fingerprint=fingerprint)
    found = (*_notice_domain(nomination), *_notice_copies(others, is_short(parts)), *list_bursts(nomination))
    return Noticed(nomination.revision_number, fingerprint, found)


def _notice_domain(nomination: Nomination) -> Iterator[Signal]:
    """Tell whether a self-declared customer writes from the company's own domain; mail providers have customers."""
    written, company = nomination.written, nomination.company
    domains = {company.domain, company.canonical.domain} if company else {domain_of(written.website)}
    address = (written.email or "").lower().rpartition("@")[2]
    if written.relation is not Relation.CUSTOMER or address in LARGE_PROVIDERS:
        return
    if any(address == domain or address.endswith(f".{domain}") for domain in domains if domain):
        yield Signal.OWN_DOMAIN


def _notice_copies(others: list[NearCopy], is_short_text: bool) -> Iterator[Signal]:
    """Tell how many other people sent the same words; short ones count only when they are many and quite the same."""
    if is_short_text:
        if sum(each.percent == 100 for each in others) >= MANY_COPIES:
            yield Signal.NEAR_COPY
    elif len({each.nomination.identity for each in others}) >= MANY_COPIES:
        yield Signal.NEAR_COPIES
    elif others:
        yield Signal.NEAR_COPY
