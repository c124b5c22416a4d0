"""Write to companies: only when an organiser presses Send, once a company and season, and again only by a person."""

from collections.abc import Collection

from app import clock
from app.accounts.models import User
from app.audit import service as audit
from app.errors import Conflict, Missing, Refused
from app.extensions import db
from app.honours.models import CompanyPage
from app.honours.queries.letters import CompanyLetter, find_letter, list_letters
from app.mail import service as mail
from app.programme.models import Season
from app.web.engine import lock

PURPOSE = "company_page"


def send_letters(season: Season, *, companies: Collection[str], count: int | None, by: User) -> int:
    """Send the first letter to each chosen company, when exactly as many would go as the organiser typed."""
    _require_published(season)
    lock(season)
    chosen = [letter for letter in list_letters(season) if letter.slug in companies and letter.is_ready]
    if not chosen:
        raise Refused("Choose the companies to write to.", field="companies")
    if count != len(chosen):
        raise Refused(f"Type the number of letters that go out now: {len(chosen)}.", field="count")
    for letter in chosen:
        _send(letter, by=by)
    return len(chosen)


def send_again(season: Season, *, company: str, by: User) -> CompanyPage:
    """Send one company its letter once more, to the contact that is right now."""
    _require_published(season)
    lock(season)
    letter = find_letter(season, company)
    if letter is None:
        raise Missing
    if letter.why_not:
        raise Refused(letter.why_not)
    if letter.sent_at is None:
        raise Conflict("The first letter to this company was not sent yet.")
    return _send(letter, by=by)


def end_links(page: CompanyPage, *, by: User) -> None:
    """End every link to a company's page that was sent so far; the next letter holds a new one."""
    lock(page)
    page.generation += 1
    db.session.flush()
    audit.record("company's links ended", about=page, by=by)


def _send(letter: CompanyLetter, *, by: User) -> CompanyPage:
    assert letter.contact is not None
    page = letter.page
    if page is None:
        page = CompanyPage(company=letter.company, season=letter.season)
        db.session.add(page)
    page.contact_id = letter.contact.row.id
    page.sent_at, page.sent_by_id = clock.now(), by.id
    db.session.flush()
    subject = f"company:{page.public_id}"
    mail.cancel_letters(PURPOSE, subject=subject)
    mail.queue_letter(PURPOSE, subject=subject, to=letter.contact.row.address, again=True)
    company = letter.company.logged_as
    audit.record("letter to company sent", about=page, by=by, company=company, contact=letter.contact.row.public_id)
    return page


def _require_published(season: Season) -> None:
    if season.published_at is None or clock.now() < season.published_at:
        raise Refused(f"{season.name} is not announced yet. No company hears anything before.")
