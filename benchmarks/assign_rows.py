"""A season for `assign.py`: one category, entries with a story each, and judges who moderated one pair in twenty."""

from collections.abc import Iterator
from datetime import timedelta

from app import clock
from app.accounts.models import User, UserRole
from app.accounts.rules import Role
from app.companies.models import Company
from app.extensions import db
from app.judging import service
from app.nominations.models import Entry, Moderation, Nomination, NominationRevision
from app.nominations.rules import State
from app.programme.models import Category, Season
from app.web.actions import act
from tests.make import make_category, make_season, make_user

EACH_TWENTIETH = 20


def make_season_of(entries: int, judges: int, *, have_moderated: bool = True) -> tuple[Season, Category, User]:
    """Make the season with everything in it, and return it with its category and an organiser."""
    season = make_season(phase="judging")
    category = make_category(season=season, name="Best support team")
    organiser = make_user(role="organiser")

    def fill() -> None:
        people = [make_judge(number) for number in range(judges)]
        db.session.add_all(people)
        db.session.flush()
        rows = [make_entry(category, number) for number in range(entries)]
        db.session.add_all(rows)
        db.session.flush()
        db.session.add_all(make_moderations(rows, people) if have_moderated else ())

    act(service.install_rubrics)
    act(fill)
    return season, category, organiser


def make_judge(number: int) -> User:
    """Make one judge."""
    judge = User(email=f"judge{number}@example.org", name=f"Judge {number:03}", created_at=clock.now())
    judge.role_rows = [UserRole(role=Role.JUDGE)]
    return judge


def make_entry(category: Category, number: int) -> Nomination:
    """Make an entry with a company and an accepted nomination of its own; the nomination holds the rest."""
    told = category.season.nominations_open_at + timedelta(days=1)
    company = Company(
        slug=f"company-{number}", name=f"Company {number:04}", name_key=f"company{number}", created_at=told
    )
    entry = Entry(
        season_id=category.season_id, category_id=category.id, company=company, nominee_key="", created_at=told
    )
    db.session.add(entry)
    db.session.flush()
    nomination = Nomination(
        submission_key=f"benchmark-{number:08}",
        state=State.ACCEPTED,
        season_id=category.season_id,
        category_id=category.id,
        company_id=company.id,
        entry_id=entry.id,
        identity=f"{number:064}",
        created_at=told,
        confirm_until=told,
        confirmed_at=told,
        decided_at=told,
    )
    words = {"company_name": company.name, "name": "Ada", "qualities": [], "show_name": False}
    nomination.revisions = [
        NominationRevision(number=1, story="They helped.", email="ada@example.org", created_at=told, **words)
    ]
    return nomination


def make_moderations(rows: list[Nomination], people: list[User]) -> Iterator[Moderation]:
    """Let judges have moderated one pair in twenty."""
    for number, row in enumerate(rows):
        for place, judge in enumerate(people):
            if (number * 7 + place * 11) % EACH_TWENTIETH == 0:
                yield Moderation(nomination_id=row.id, user_id=judge.id)
