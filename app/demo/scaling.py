"""Fill the demo's current season with many more nominations, for load tests."""

from collections.abc import Iterator, Sequence
from dataclasses import fields

from sqlalchemy import func, select

from app import clock
from app.accounts.commands import OPERATOR
from app.accounts.models import User
from app.audit import service as audit
from app.audit.models import AuditLine
from app.companies.models import Company
from app.companies.noting import note_names
from app.companies.rules import name_key, slug_of
from app.demo import bulk, people
from app.demo.scaled import Batch, Honoured, World, company_name, count_companies, make_batches
from app.errors import Refused
from app.extensions import Base, db
from app.nominations.models import Entry, Nomination
from app.programme import queries as programme
from app.web.actions import act

BEGUN, DONE = "demo scaling begun", "demo scaled"
ROWS, COMPANIES = 10_000, 1_000


def is_scaled(nominations: int) -> bool:
    """Tell whether these rows are there already; refuse to add to half of them or to others."""
    verbs = select(AuditLine.verb, AuditLine.facts).where(AuditLine.verb.in_((BEGUN, DONE)))
    found = {verb: dict(facts) for verb, facts in db.session.execute(verbs)}
    db.session.rollback()
    if not found:
        return False
    if DONE in found and str(found[DONE].get("nominations")) == str(nominations):
        return True
    there = f"{found[BEGUN].get('nominations')} nominations" + ("" if DONE in found else ", of an interrupted run")
    raise Refused(f"This demo holds rows for load tests already: {there}. Begin anew with --fresh.")


def count_steps(nominations: int) -> int:
    """Return how many transactions it takes."""
    return -(-count_companies(nominations) // COMPANIES) + -(-nominations // ROWS)


def scale(nominations: int) -> Iterator[None]:
    """Store companies, entries and nominations, one transaction a step."""
    act(_note, BEGUN, nominations)
    companies: list[tuple[int, str]] = []
    for start in range(0, count_companies(nominations), COMPANIES):
        companies += act(_add_companies, range(start, min(start + COMPANIES, count_companies(nominations))))
        yield
    world = _read_world(companies)
    for batch in make_batches(world, nominations, ROWS):
        act(_store, batch)
        db.session.remove()
        yield
    act(_finish, nominations)


def _note(verb: str, nominations: int) -> None:
    audit.record(verb, about="demo", by=OPERATOR, nominations=nominations)


def _add_companies(places: Sequence[int]) -> list[tuple[int, str]]:
    bulk.prepare()
    now = clock.now()
    rows = [_company(company_name(place), now) for place in places]
    db.session.add_all(rows)
    note_names(rows)
    added = [(row.id, row.name) for row in rows]
    db.session.expunge_all()
    return added


def _company(name: str, now: object) -> Company:
    slug = slug_of(name)
    domain = f"{slug}.example"
    return Company(
        slug=slug,
        name=name,
        name_key=name_key(name),
        website=f"https://{domain}",
        domain=domain,
        aliases=[],
        created_at=now,
    )


def _read_world(companies: list[tuple[int, str]]) -> World:
    season = programme.get_current_season()
    moderator = db.session.scalars(select(User.id).filter_by(email=people.PEOPLE[2].email)).one()
    world = World(
        season_id=season.id,
        opens_at=season.nominations_open_at,
        now=clock.now(),
        categories=[Honoured(each.id, each.recognises) for each in season.categories],
        companies=companies,
        moderator_id=moderator,
        next_nomination=_next(Nomination),
        next_entry=_next(Entry),
    )
    db.session.remove()
    return world


def _next(model: type[Base]) -> int:
    highest: int | None = db.session.scalar(select(func.max(model.__table__.c.id)))
    return (highest or 0) + 1


def _store(batch: Batch) -> None:
    bulk.prepare()
    for table in fields(batch):
        bulk.insert_rows(table.name, getattr(batch, table.name))


def _finish(nominations: int) -> None:
    bulk.settle("entry", "nomination")
    _note(DONE, nominations)
