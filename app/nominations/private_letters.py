"""Letters that go on from a nominator's private page: a question, a new address, one's own list."""

from app import clock
from app.errors import Missing
from app.mail.letters import Words, letter
from app.nominations.models import Nomination
from app.nominations.queries.finding import find_entering, get_nomination
from app.nominations.queries.following import find_open_question, list_questions
from app.nominations.queries.links import (
    find_address_change,
    find_mine_request,
    list_nominations_of,
    status_link,
)
from app.nominations.rules import ADDRESS_STOP_LIFE, CONFIRM_LIFE, ENDED, Medium
from app.web.links import public_link, token_for

HOW_IT_CAME = {Medium.PHONE: "told us on the phone", Medium.PAPER: "wrote to us", Medium.IN_PERSON: "told us"}


@letter("nomination_asked", keeps=("question",))
def asked(reference: str) -> Words | None:
    """Tell a nominator that a curator has a question; not news, so it goes to everybody."""
    try:
        nomination = get_nomination(reference)
    except Missing:
        return None
    question = find_open_question(nomination, list_questions(nomination))
    if question is None or not nomination.written.email:
        return None
    return Words(
        to=nomination.written.email,
        title=f"A question about your nomination of {nomination.written.company_name}",
        template="nominations/letters/asked.txt",
        context={
            "nomination": nomination,
            "question": question.question,
            "status_link": status_link(nomination),
        },
    )


@letter("nomination_entered", is_paced=True)
def entered(reference: str) -> Words | None:
    """Tell somebody that a curator typed their nomination, with a copy and the link to their own page."""
    try:
        nomination = get_nomination(reference)
    except Missing:
        return None
    entering = find_entering(nomination)
    if entering is None or nomination.state in ENDED or not nomination.written.email:
        return None
    return Words(
        to=nomination.written.email,
        title=f"Your nomination of {nomination.written.company_name} is with our curators",
        template="nominations/letters/entered.txt",
        context={
            "nomination": nomination,
            "how": HOW_IT_CAME[entering.medium],
            "status_link": status_link(nomination),
        },
    )


@letter("nomination_new_address", is_paced=True, templates=("nominations/letters/new_address.txt",))
def new_address(public_id: str) -> Words | None:
    """Ask whoever holds a new address whether it is theirs."""
    change = find_address_change(public_id)
    if change is None or change.email is None or change.confirmed_at is not None:
        return None
    until = change.asked_at + CONFIRM_LIFE
    if clock.now() >= until:
        return None
    return _about_address(change.nomination, change.email, "new_address", public_id, "address", until=until)


@letter("nomination_old_address", is_paced=True, templates=("nominations/letters/old_address.txt",))
def old_address(public_id: str) -> Words | None:
    """Tell whoever holds the old address, who may stop it."""
    change = find_address_change(public_id)
    if change is None or clock.now() >= change.asked_at + ADDRESS_STOP_LIFE:
        return None
    revisions = {each.number: each.email for each in change.nomination.revisions}
    old = revisions.get(change.from_revision)
    return _about_address(change.nomination, old, "old_address", public_id, "keep") if old else None


@letter("nomination_mine", is_paced=True)
def mine(public_id: str) -> Words | None:
    """List an address's nominations for whoever receives its letters; nothing goes to an address without any."""
    wish = find_mine_request(public_id, clock.now())
    nominations = list_nominations_of(wish) if wish else []
    if not nominations:
        return None
    token = token_for("mine", public_id)
    return Words(
        to=nominations[0].written.email or "",
        title="Your nominations",
        template="nominations/letters/mine.txt",
        context={"count": len(nominations), "link": public_link("nominations.list_mine", token=token)},
    )


def _about_address(
    nomination: Nomination, to: str, words: str, public_id: str, purpose: str, **context: object
) -> Words:
    endpoint = {"address": "nominations.confirm_address", "keep": "nominations.keep_address"}[purpose]
    link = public_link(endpoint, token=token_for(purpose, public_id))
    title = "Your new address" if purpose == "address" else "Somebody asked for another address"
    return Words(
        to=to,
        title=f"{title}: your nomination of {nomination.written.company_name}",
        template=f"nominations/letters/{words}.txt",
        context={"nomination": nomination, "link": link, **context},
    )
