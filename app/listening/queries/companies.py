"""Find the company that a post is about."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from sqlalchemy import Select, String, cast, func, literal, select, union_all
from sqlalchemy.orm import InstrumentedAttribute

from app.companies.models import Company, CompanyAlias
from app.extensions import db
from app.listening.finding import Clues
from app.listening.finding.clues import name_in_handle
from app.listening.finding.meant import Candidate, Register, choose

HANDLE, DOMAIN, NAME = "handle", "domain", "name"


def find_companies(clues: Mapping[int, Clues]) -> dict[int, Company]:
    """Find the company each post is about, as it stands now."""
    chosen = choose_companies(clues)
    wanted = select(Company).where(Company.id.in_({each.canonical_id for each in chosen.values()}))
    held = {company.id: company for company in db.session.scalars(wanted)} if chosen else {}
    return {number: held[each.canonical_id] for number, each in chosen.items() if each.canonical_id in held}


def choose_companies(clues: Mapping[int, Clues]) -> dict[int, Candidate]:
    """Choose the company of each post, with one query for all of them."""
    register = read_register(clues.values())
    chosen = {number: choose(each, register) for number, each in clues.items()}
    return {number: each for number, each in chosen.items() if each is not None}


def read_register(clues: Iterable[Clues]) -> Register:
    """Read what the register holds for some clues."""
    handles, domains, names = set[str](), set[str](), set[str]()
    for each in clues:
        low = {handle.lower() for handle in each.handles}
        handles |= low | set(each.handles)
        domains |= {*each.domains, *(handle for handle in low if "." in handle)}
        names |= {named.key for named in each.names} | {name_in_handle(handle) for handle in low}
    if not (handles or domains or names):
        return Register()
    found: dict[str, dict[str, list[Candidate]]] = {kind: defaultdict(list) for kind in (HANDLE, DOMAIN, NAME)}
    wanted = union_all(*parts_of(handles, domains, names))
    for kind, key, company_id, canonical_id, name in db.session.execute(wanted):
        found[kind][key].append(Candidate(company_id, canonical_id, name))
    return Register(found[HANDLE], found[DOMAIN], found[NAME])


def parts_of(handles: set[str], domains: set[str], names: set[str]) -> Iterable[Select[str, str, int, int, str]]:
    """Ask for each kind of clue by its own index."""
    for column in (Company.x_handle, Company.bluesky_handle, Company.mastodon_handle):
        if handles:
            yield companies_by(column, handles, kind=HANDLE)
    if domains:
        yield companies_by(Company.domain, domains, kind=DOMAIN)
    if names:
        yield companies_by(Company.name_key, names, kind=NAME)
        canonical = Company.canonical_company_id
        yield (
            select(literal(NAME), CompanyAlias.name_key, Company.id, canonical, CompanyAlias.name)
            .join(Company, Company.id == CompanyAlias.company_id)
            .where(CompanyAlias.name_key.in_(names))
        )


def companies_by(
    column: InstrumentedAttribute[str] | InstrumentedAttribute[str | None], keys: set[str], *, kind: str
) -> Select[str, str, int, int, str]:
    """Ask for companies by one column."""
    key = func.lower(cast(column, String)) if kind == HANDLE else column
    return select(literal(kind), key, Company.id, Company.canonical_company_id, Company.name).where(column.in_(keys))
