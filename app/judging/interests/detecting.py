"""Ties that nobody declared but that addresses speak of; organisers see them, and they bar once confirmed.

What is read of a nominator is whether an address ends in a judge's own mail domain, and nothing else of it.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from app.accounts.models import User
from app.companies.models import Company
from app.companies.names import name_key
from app.extensions import db
from app.judging.interests.matching import list_met, look_up
from app.judging.interests.reaching import Met, Reach, Reaches
from app.judging.interests.rules import Sign, is_everybodys, parents_of
from app.judging.models import JudgeProfile, Tie
from app.mail.rules import LARGE_PROVIDERS, domain_of
from app.nominations.models import Entry, Nomination, NominationRevision
from app.nominations.rules import Relation, State
from app.programme.models import Season

Found = tuple[int, Sign, int]


@dataclass(frozen=True)
class Detected:
    """A tie the site found between a judge and a company, or one entry, with the entries it would bar."""

    judge: User
    sign: Sign
    company: Company | None
    entry: Entry | None
    bars: list[Entry]

    @property
    def subject(self) -> str:
        """Name what it is to, as the form sends it."""
        return self.company.slug if self.company else self.entry.public_id if self.entry else ""

    @property
    def title(self) -> str:
        """Name what it is to, as the page shows it."""
        return self.company.name if self.company else self.entry.title if self.entry else ""


def list_detected(season: Season, judges: Sequence[User], barred: Iterable[tuple[int, int]]) -> list[Detected]:
    """List the found ties of judges to entries of a season that nobody has decided and that do not bar anyway."""
    met = _met(season, judges)
    entries = _entries({each.entry_id for _, _, each in met})
    hidden, decided = set(barred), _list_decided()
    people = {judge.id: judge for judge in judges}
    found: dict[Found, list[Entry]] = defaultdict(list)
    for judge_id, sign, each in met:
        subject = each.entry_id if sign is Sign.NOMINATOR else each.root
        if (judge_id, each.entry_id) not in hidden and (judge_id, sign, subject) not in decided:
            found[judge_id, sign, subject].append(entries[each.entry_id])
    companies = _companies({subject for _, sign, subject in found if sign is not Sign.NOMINATOR})
    return [
        Detected(
            judge=people[judge_id],
            sign=sign,
            company=None if sign is Sign.NOMINATOR else companies[subject],
            entry=entries[subject] if sign is Sign.NOMINATOR else None,
            bars=sorted({row.id: row for row in rows}.values(), key=lambda row: row.id),
        )
        for (judge_id, sign, subject), rows in sorted(found.items())
    ]


def _met(season: Season, judges: Sequence[User]) -> list[tuple[int, Sign, Met]]:
    """Hold every sign of every judge against the entries of a season."""
    here = Entry.season_id == season.id
    reaches = _reaches(judges)
    found = []
    if reaches:
        known = Reaches(reaches)
        found = [
            (reach.judge_id, Sign(reach.ref), each) for each in list_met(here, reaches) for reach in known.to(each)
        ]
    return found + _nominators(season, judges)


def _reaches(judges: Sequence[User]) -> list[Reach]:
    """Turn mail domains and affiliations into how far they would reach."""
    domains = {judge.id: own for judge in judges if (own := own_domain(judge))}
    affiliations = list_affiliations(judges)
    names = {key for keys in affiliations.values() for key in keys}
    parents = {parent for domain in domains.values() for parent in parents_of(domain)}
    known: dict[tuple[str, str], set[int]] = defaultdict(set)
    for how, key, root in db.session.execute(look_up(names, parents, set())):
        known[how, str(key)].add(root)
    by_domain = [
        Reach(
            judge_id,
            "",
            ref=Sign.MAIL_DOMAIN,
            roots=frozenset(root for parent in parents_of(domain) for root in known["domain", parent]),
            domain=domain,
        )
        for judge_id, domain in domains.items()
    ]
    by_name = [
        Reach(judge_id, "", ref=Sign.AFFILIATION, roots=frozenset(root for key in keys for root in known["name", key]))
        for judge_id, keys in affiliations.items()
    ]
    return [each for each in (*by_domain, *by_name) if each.roots or each.domain]


def own_domain(judge: User) -> str | None:
    """Return the domain of a judge's address, unless everybody can have one there."""
    domain = domain_of(judge.email)
    return None if is_everybodys(domain, LARGE_PROVIDERS) else domain


def list_affiliations(judges: Sequence[User]) -> dict[int, set[str]]:
    """Fold what judges give as their affiliation, whole and each part between commas."""
    ids = {judge.id for judge in judges}
    query = select(JudgeProfile.user_id, JudgeProfile.affiliation).where(JudgeProfile.affiliation != "")
    return {
        judge_id: {name_key(part) for part in (words, *words.split(",")) if part.strip()}
        for judge_id, words in db.session.execute(query)
        if judge_id in ids
    }


def _nominators(season: Season, judges: Sequence[User]) -> list[tuple[int, Sign, Met]]:
    """Find the entries that somebody with a judge's mail domain nominated, and whether as an employee."""
    domains: dict[str, list[int]] = defaultdict(list)
    for judge in judges:
        if own := own_domain(judge):
            domains[own].append(judge.id)
    if not domains:
        return []
    written = NominationRevision
    query = (
        select(Entry.standing_id, Company.canonical_company_id, written.email, written.relation)
        .join(Nomination, Nomination.entry_id == Entry.id)
        .join(written, (written.nomination_id == Nomination.id) & (written.number == Nomination.revision_number))
        .join(Company, Company.id == Entry.company_id)
        .where(Entry.season_id == season.id, Nomination.state == State.ACCEPTED)
        .where(or_(*(written.email.iendswith(f"@{each}", autoescape=True) for each in domains)))
    )
    found = []
    for entry_id, root, email, relation in db.session.execute(query.order_by(Entry.id)):
        sign = Sign.COLLEAGUE if relation is Relation.EMPLOYEE else Sign.NOMINATOR
        met = Met(entry_id, root, frozenset(), (), season.judging_opens_at.year)
        found += [(judge_id, sign, met) for judge_id in domains[domain_of(str(email))]]
    return found


def _list_decided() -> set[Found]:
    """List the found ties an organiser has decided, by judge, sign and subject."""
    query = (
        select(Tie.judge_id, Tie.sign, Company.canonical_company_id, Entry.standing_id)
        .join(Company, Company.id == Tie.company_id, isouter=True)
        .join(Entry, Entry.id == Tie.entry_id, isouter=True)
        .where(Tie.undone_at.is_(None))
    )
    return {(judge_id, sign, root or entry_id) for judge_id, sign, root, entry_id in db.session.execute(query)}


def _entries(numbers: set[int]) -> dict[int, Entry]:
    chosen = select(Entry).where(Entry.id.in_(numbers)).options(joinedload(Entry.company))
    return {row.id: row for row in db.session.scalars(chosen)}


def _companies(numbers: set[int]) -> dict[int, Company]:
    return {row.id: row for row in db.session.scalars(select(Company).where(Company.id.in_(numbers)))}
