"""What followed last year's announcement: letters to companies, their thanks and their wishes."""

from functools import partial

from app.companies import contacting
from app.companies.contacting import Person
from app.demo import written
from app.demo.script import Script
from app.demo.seasons import PAST, PLANS, Stage
from app.honours import service
from app.honours.models import CompanyPage
from app.honours.queries import pages
from app.honours.rules import Wish
from app.web.actions import act


def stage(script: Script, held: Stage) -> None:
    """Note when contacts are found, letters go out, and companies answer."""
    announced, days, told = PLANS[PAST].announced, held.days, written.read("honours")
    script.add(days.at(announced + 1, "09:20"), partial(find_contacts, held))
    script.add(days.at(announced + 2, "10:40"), partial(write, held))
    for number, row in enumerate(told["thanks"]):
        script.add(days.at(announced + 4 + number, "15:05"), partial(thank, held, row))
        if row["passed_on"]:
            script.add(days.at(announced + 5 + number, "09:10"), partial(pass_on, held, row))
    for number, row in enumerate(told["wish"]):
        script.add(days.ago(hours=30 - number), partial(ask, held, row))
    script.add(days.ago(hours=5), partial(write_again, held))


def find_contacts(held: Stage) -> None:
    """Enter whom letters may go to, and who wants none."""
    mina, told = held.people["mina"], written.read("honours")
    for row in told["contact"]:
        person = Person(**{name: value for name, value in row.items() if name != "company"})
        act(contacting.add_contact, held.companies[row["company"]], person=person, by=mina)
    act(contacting.refuse_letters, held.companies[told["refused"]], by=mina)


def write(held: Stage) -> None:
    """Send the first letters."""
    names = written.read("honours")["written_to"]
    slugs = [held.companies[name].slug for name in names]
    act(service.send_letters, held.seasons[PAST], companies=slugs, count=len(slugs), by=held.people["rosa"])


def write_again(held: Stage) -> None:
    """Send one letter again today, so that its link is at hand among the newest letters."""
    company = held.companies[written.read("honours")["again"]]
    act(service.send_again, held.seasons[PAST], company=company.slug, by=held.people["rosa"])


def thank(held: Stage, row: written.Row) -> None:
    """Let a company thank those who told about it."""
    act(service.write_thanks, page_of(held, row), words=row["words"])


def pass_on(held: Stage, row: written.Row) -> None:
    """Let a curator pass a company's thanks on."""
    thanks = pages.find_thanks(page_of(held, row))
    assert thanks is not None
    act(service.pass_on, thanks, by=held.people["mina"])


def ask(held: Stage, row: written.Row) -> None:
    """Let a company ask for something that waits for an answer."""
    act(service.ask, page_of(held, row), kind=Wish(row["kind"]), words=row["words"])


def page_of(held: Stage, row: written.Row) -> CompanyPage:
    """Return a company's page of last year's season."""
    page = pages.find_page(held.companies[row["company"]], held.seasons[PAST])
    assert page is not None
    return page
