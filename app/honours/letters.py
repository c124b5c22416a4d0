"""Letters to companies once an organiser sent them, and thanks that a company passes on."""

from sqlalchemy import select

from app.errors import Missing
from app.extensions import db
from app.honours.models import CompanyPage
from app.honours.queries.letters import CompanyLetter, find_letter
from app.honours.queries.pages import find_thanks_for, link_of
from app.honours.service.writing import PURPOSE
from app.mail.letters import Words, letter
from app.nominations import queries as nominations
from app.nominations.models import Nomination
from app.nominations.queries.links import status_link, unsubscribe_link
from app.nominations.queries.outcomes import Thanked, tells_thanks
from app.nominations.queries.stories import get_story
from app.web.links import public_link

NO_LETTERS = "Never write to us again"


@letter(PURPOSE)
def company_page(public_id: str) -> Words | None:
    """Tell a company what people told about it, and where it reads what the judges say; only while that still holds."""
    page = db.session.scalar(select(CompanyPage).filter_by(public_id=public_id))
    due = find_letter(page.season, page.company.canonical.slug) if page else None
    if page is None or due is None or due.why_not or due.contact is None:
        return None
    if due.contact.row.id != page.contact_id:
        return None
    return words_of(due, link=link_of(page), stop=link_of(page, "company.stop_letters"))


def words_of(due: CompanyLetter, *, link: str, stop: str) -> Words:
    """Write the letter to one company; an organiser previews it with a link that opens nothing."""
    assert due.contact is not None
    name = due.company.name
    title = f"{name} was honoured by its customers" if due.has_won else f"Your customers told us about {name}"
    return Words(
        to=due.contact.row.address,
        title=title,
        template="honours/letters/company.txt",
        context={
            "letter": due,
            "beginning": get_story(due.stories[0]).excerpt,
            "stories": [public_link("nominations.show_story", story_id=each) for each in due.stories[:5]],
            "more": max(0, len(due.stories) - 5),
            "link": link,
            "stop": stop,
        },
        unsubscribe=stop,
        unsubscribe_words=NO_LETTERS,
    )


@letter("company_thanks", is_paced=True, is_news=True, keeps=("thanks",))
def company_thanks(reference: str) -> Words | None:
    """Pass on what a company says to somebody who told about it; the company learns no address."""
    try:
        nomination = nominations.get_nomination(reference)
    except Missing:
        return None
    thanks = find_thanks_for(nomination)
    if thanks is None or nomination.entry is None or not nomination.written.email:
        return None
    company = nomination.entry.company.canonical.name
    return Words(
        to=nomination.written.email,
        title=f"{company} thanks you",
        template="honours/letters/thanks.txt",
        context={"nomination": nomination, "thanks": thanks, "company": company, "link": status_link(nomination)},
        unsubscribe=unsubscribe_link(nomination),
    )


@tells_thanks
def tell_thanks(nomination: Nomination) -> Thanked | None:
    """Show on a nominator's own page what the company says to them."""
    thanks = find_thanks_for(nomination)
    return Thanked(thanks.page.company.canonical.name, thanks.words) if thanks else None
