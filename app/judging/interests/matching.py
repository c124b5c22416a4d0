"""Which declared interests and confirmed ties meet which entries: asked each time, so that a later name counts too."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, String, cast, literal, or_, select, union_all
from sqlalchemy.orm import aliased

from app.companies.models import Company, CompanyAlias
from app.extensions import db
from app.judging.interests.reaching import Met, Pair, Reach, ties_between
from app.judging.interests.rules import InterestKind, Verdict, name_words, parents_of
from app.judging.interests.wording import KINDS, SIGNS
from app.judging.models import Interest, Tie
from app.nominations.models import Entry, EntryPerson, Nomination, NominationRevision
from app.nominations.rules import State
from app.programme.models import Category, Season
from app.programme.rules import Recognises

ROOT = Company.canonical_company_id


def list_ties(here: ColumnElement[bool], judge_id: int | None = None) -> dict[Pair, str]:
    """Say which judge is tied to which of the entries that `here` chooses, as the rest of a sentence."""
    reaches = list_reaches(judge_id)
    return ties_between(reaches, list_met(here, reaches)) if reaches else {}


def list_reaches(judge_id: int | None = None) -> list[Reach]:
    """Read every tie that bars, with how far it reaches now: what was declared, and what was found and confirmed."""
    return [*_list_declared(judge_id), *_list_confirmed(judge_id)]


def _list_declared(judge_id: int | None) -> list[Reach]:
    interests = list_interests(judge_id)
    known = find_companies(interests)
    return [
        Reach(
            judge_id=each.judge_id,
            words=f"{'they declared' if each.is_own else 'an organiser noted'} a tie ({KINDS[each.kind].lower()})",
            ref=f"interest:{each.public_id}",
            roots=frozenset(known[each.id]),
            domain=each.domain,
            person=name_words(each.words) if each.kind is InterestKind.PERSON else frozenset(),
            until_year=each.until_year,
        )
        for each in interests
    ]


def list_interests(judge_id: int | None = None) -> Sequence[Interest]:
    """List the interests that stand, of one judge or of all, as they were declared."""
    query = select(Interest).where(Interest.removed_at.is_(None)).order_by(Interest.id)
    if judge_id is not None:
        query = query.where(Interest.judge_id == judge_id)
    return db.session.scalars(query).all()


def find_companies(interests: Iterable[Interest]) -> dict[int, set[int]]:
    """Number the companies that interests mean now: chosen, by name or alias, or by domain, through every merge."""
    wanted = [each for each in interests if each.kind is not InterestKind.PERSON]
    found: dict[tuple[str, str], set[int]] = defaultdict(set)
    if wanted:
        names = {each.name_key for each in wanted}
        domains = {parent for each in wanted if each.domain for parent in parents_of(each.domain)}
        chosen = {each.company_id for each in wanted if each.company_id}
        for how, key, root in db.session.execute(look_up(names, domains, chosen)):
            found[how, str(key)].add(root)
    return defaultdict(set, {each.id: set(_meant(each, found)) for each in wanted})


def _meant(interest: Interest, found: dict[tuple[str, str], set[int]]) -> Iterator[int]:
    yield from found["name", interest.name_key]
    yield from found["chosen", str(interest.company_id)]
    for domain in parents_of(interest.domain) if interest.domain else ():
        yield from found["domain", domain]


def look_up(names: set[str], domains: set[str], chosen: set[int]) -> Any:
    """Look words up in the register: one statement over names, aliases, domains and what was chosen."""
    named = select(literal("name"), Company.name_key, ROOT).where(Company.name_key.in_(names))
    alias = select(literal("name"), CompanyAlias.name_key, ROOT).join(Company).where(CompanyAlias.name_key.in_(names))
    domain = select(literal("domain"), Company.domain, ROOT).where(Company.domain.in_(domains))
    picked = select(literal("chosen"), cast(Company.id, String), ROOT).where(Company.id.in_(chosen))
    return union_all(named, alias, domain, picked)


def _list_confirmed(judge_id: int | None) -> list[Reach]:
    """Read the ties that the site found and an organiser confirmed."""
    query = (
        select(Tie.public_id, Tie.judge_id, Tie.sign, ROOT, Entry.standing_id)
        .join(Company, Company.id == Tie.company_id, isouter=True)
        .join(Entry, Entry.id == Tie.entry_id, isouter=True)
        .where(Tie.verdict == Verdict.CONFIRMED, Tie.undone_at.is_(None))
    )
    if judge_id is not None:
        query = query.where(Tie.judge_id == judge_id)
    return [
        Reach(
            judge_id=whose,
            words=f"a tie was confirmed ({SIGNS[sign].lower()})",
            ref=f"tie:{public_id}",
            roots=frozenset({root} - {None}),
            entry_id=entry_id,
        )
        for public_id, whose, sign, root, entry_id in db.session.execute(query.order_by(Tie.id))
    ]


def list_met(here: ColumnElement[bool], reaches: Sequence[Reach]) -> list[Met]:
    """Read those of the entries that `here` chooses which any of the ties can meet."""
    root = aliased(Company)
    people = _list_people(here) if any(reach.person for reach in reaches) else {}
    roots = {each for reach in reaches for each in reach.roots}
    named = {reach.entry_id for reach in reaches if reach.entry_id} | set(people)
    domains = {reach.domain for reach in reaches if reach.domain}
    under = [own.endswith(f".{each}", autoescape=True) for each in domains for own in (Company.domain, root.domain)]
    query = (
        select(Entry.standing_id, root.id, Company.domain, root.domain, Season.judging_opens_at)
        .join(Company, Company.id == Entry.company_id)
        .join(root, root.id == ROOT)
        .join(Season, Season.id == Entry.season_id)
        .where(here, or_(root.id.in_(roots), Entry.standing_id.in_(named), *under))
    )
    return [
        Met(entry_id, number, frozenset(each for each in own if each), tuple(people.get(entry_id, ())), opens.year)
        for entry_id, number, *own, opens in db.session.execute(query)
    ]


def _list_people(here: ColumnElement[bool]) -> dict[int, list[frozenset[str]]]:
    """Read whom entries for people are about: as curators noted it, and as nominators wrote it."""
    noted = select(Entry.standing_id, EntryPerson.full_name).join(EntryPerson, EntryPerson.entry_id == Entry.id)
    written = (
        select(Entry.standing_id, NominationRevision.nominee)
        .join(Nomination, Nomination.entry_id == Entry.id)
        .join(NominationRevision, NominationRevision.nomination_id == Nomination.id)
        .where(Nomination.state == State.ACCEPTED, NominationRevision.number == Nomination.revision_number)
    )
    of_people = Category.recognises == Recognises.PERSON
    found: dict[int, list[frozenset[str]]] = defaultdict(list)
    for query in (noted, written):
        chosen = query.join(Category, Category.id == Entry.category_id).where(here, of_people)
        for entry_id, name in db.session.execute(chosen):
            found[entry_id].append(name_words(name or ""))
    return found
