"""What a company says and asks on its page: thanks to pass on, something to put right, not to be named."""

from sqlalchemy import func, select

from app import clock
from app.accounts.models import User
from app.audit import service as audit
from app.companies import contacting
from app.errors import Conflict, Refused
from app.extensions import db
from app.honours.models import CompanyPage, CompanyWish, Thanks
from app.honours.queries import pages
from app.honours.rules import ThanksState, Wish, WishState
from app.mail import service as mail
from app.web.engine import lock

COMPANY = "company"
MOST_OPEN = 5


def write_thanks(page: CompanyPage, *, words: str) -> Thanks:
    """Write to those who told about a company: one text a season, which a curator reads before it goes anywhere."""
    lock(page)
    thanks = pages.find_thanks(page)
    if thanks is None:
        thanks = Thanks(page_id=page.id)
        db.session.add(thanks)
    elif not thanks.may_be_written:
        raise Conflict("Your thanks are written already: there is one text a season.")
    thanks.words, thanks.written_at, thanks.state = words, clock.now(), ThanksState.WAITING
    thanks.decided_by_id = thanks.decided_at = None
    thanks.reason = ""
    db.session.flush()
    audit.record("thanks written", about=page, by=COMPANY)
    return thanks


def pass_on(thanks: Thanks, *, by: User) -> int:
    """Pass a company's thanks on: one letter to each person who told about it, to no address the company learns."""
    _decide(thanks, ThanksState.PASSED_ON, by=by)
    people: dict[str, tuple[str, str]] = {}
    for nomination in pages.list_nominations_of(thanks.page.company, thanks.page.season):
        if address := nomination.written.email:
            people.setdefault(mail.recipient_of(address), (nomination.reference, address))
    for reference, address in people.values():
        mail.queue_letter("company_thanks", subject=f"nomination:{reference}", to=address)
    audit.record("thanks passed on", about=thanks, by=by, letters=len(people))
    return len(people)


def give_back(thanks: Thanks, *, reason: str, by: User) -> None:
    """Give a text back to the company, saying what should be otherwise."""
    if not reason:
        raise Refused("Say what should be otherwise.", field="reason")
    _decide(thanks, ThanksState.RETURNED, by=by)
    thanks.reason = reason
    audit.record("thanks given back", about=thanks, by=by)


def _decide(thanks: Thanks, state: ThanksState, *, by: User) -> None:
    lock(thanks)
    if thanks.state is not ThanksState.WAITING:
        raise Conflict("These thanks were decided on already.")
    thanks.state, thanks.decided_by_id, thanks.decided_at = state, by.id, clock.now()
    db.session.flush()


def ask(page: CompanyPage, *, kind: Wish, words: str, story_id: str = "") -> CompanyWish:
    """Ask that something be put right, or not to be named."""
    lock(page)
    open_ones = select(func.count()).select_from(CompanyWish).filter_by(page_id=page.id, state=WishState.OPEN)
    if (db.session.scalar(open_ones) or 0) >= MOST_OPEN:
        raise Refused("Five of your wishes wait for an answer already. Please wait for it.")
    story = pages.find_public_story(page.company, page.season, story_id) if story_id else None
    wish = CompanyWish(
        page_id=page.id,
        nomination_id=story.id if story else None,
        kind=kind,
        words=words,
        state=WishState.OPEN,
        asked_at=clock.now(),
    )
    db.session.add(wish)
    db.session.flush()
    audit.record(f"company asked: {kind.value}", about=page, by=COMPANY, wish=wish.public_id)
    return wish


def answer(wish: CompanyWish, *, state: WishState, words: str, by: User) -> CompanyWish:
    """Answer a company's wish; not to be named holds from now on wherever the public reads."""
    lock(wish)
    if wish.state is not WishState.OPEN:
        raise Conflict("This was answered already.")
    if not words:
        raise Refused("Write the answer the company reads on its page.", field="answer")
    wish.answered_by_id, wish.answered_at, wish.state, wish.answer = by.id, clock.now(), state, words
    db.session.flush()
    company = wish.page.company
    if state is WishState.GRANTED and wish.kind is Wish.UNNAMED and not company.is_unnamed:
        contacting.withhold_name(company, by=by)
    audit.record("company answered", about=wish.page, by=by, wish=wish.public_id, answer=state)
    return wish
