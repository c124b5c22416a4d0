"""Letters to nominators: please confirm, and what became of it."""

from app import clock
from app.errors import Missing
from app.mail.letters import Words, letter
from app.nominations import private_letters, queries
from app.nominations.models import Nomination
from app.nominations.queries.covered import list_covered
from app.nominations.queries.links import status_link, unsubscribe_link
from app.nominations.rules import REASON_SENTENCES, State
from app.web.links import public_link, token_for

__all__ = ["private_letters"]
CONFIRM = ("nominations/letters/confirm.txt", "nominations/letters/confirm_several.txt")
DECIDED = ("nominations/letters/accepted.txt", "nominations/letters/rejected.txt")


@letter("nomination_confirm", is_paced=True, is_joined=True, templates=CONFIRM)
def please_confirm(*references: str) -> Words | None:
    """Ask the nominator to confirm, with a copy of what was written; several nominations of one address at once."""
    found = [_find(reference) for reference in references]
    due = [each for each in found if each and each.state is State.UNCONFIRMED and clock.now() < each.confirm_until]
    if not due:
        return None
    newest = max(due, key=lambda each: (each.written.created_at, each.id))
    nominations = list_covered(newest)
    links = {each.reference: _confirm_link(each, alone="yes") for each in nominations}
    is_one = len(nominations) == 1
    title = f"nomination of {newest.written.company_name}" if is_one else f"{len(nominations)} nominations"
    return Words(
        to=newest.written.email or "",
        title=f"Please confirm your {title}",
        template=CONFIRM[0 if is_one else 1],
        context={
            "nomination": newest,
            "nominations": nominations,
            "link": _confirm_link(newest),
            "links": links,
            "until": min(each.confirm_until for each in nominations),
        },
    )


def _confirm_link(nomination: Nomination, **how: str) -> str:
    token = token_for("confirm", nomination.reference, nomination.generation)
    return public_link("nominations.confirm", token=token, **how)


@letter("nomination_decided", is_news=True, templates=DECIDED, keeps=("reason",))
def decided(reference: str) -> Words | None:
    """Tell the nominator whether the nomination was accepted."""
    nomination = _find(reference)
    if nomination is None or nomination.state not in {State.ACCEPTED, State.REJECTED}:
        return None
    is_accepted = nomination.state is State.ACCEPTED
    company = nomination.written.company_name
    return Words(
        to=nomination.written.email or "",
        title=f"Your nomination of {company} {'was accepted' if is_accepted else 'was not accepted'}",
        template=DECIDED[0 if is_accepted else 1],
        context={
            "nomination": nomination,
            "reason": REASON_SENTENCES.get(nomination.reason) if nomination.reason else None,
            "story_link": public_link("nominations.show_story", story_id=nomination.story_id),
            "status_link": status_link(nomination),
        },
        unsubscribe=unsubscribe_link(nomination),
    )


def _find(reference: str) -> Nomination | None:
    """Find a nomination that still has an address to write to."""
    try:
        nomination = queries.get_nomination(reference)
    except Missing:
        return None
    return nomination if nomination.written.email else None
