"""Letters to nominators: please confirm, and what became of it."""

from app import clock
from app.errors import Missing
from app.mail.letters import Words, letter
from app.nominations import queries
from app.nominations.models import Nomination
from app.nominations.rules import REASON_SENTENCES, State
from app.web.links import public_link, token_for


def status_link(nomination: Nomination) -> str:
    """Return the private address where a nominator follows a nomination."""
    token = token_for("status", nomination.reference, nomination.generation)
    return public_link("nominations.follow", token=token)


@letter("nomination_confirm", is_paced=True)
def please_confirm(reference: str) -> Words | None:
    """Ask the nominator to confirm, with a copy of what was written."""
    nomination = _find(reference)
    if nomination is None or nomination.state is not State.UNCONFIRMED or clock.now() >= nomination.confirm_until:
        return None
    token = token_for("confirm", reference, nomination.generation)
    return Words(
        to=nomination.written.email or "",
        title=f"Please confirm your nomination of {nomination.written.company_name}",
        template="nominations/letters/confirm.txt",
        context={"nomination": nomination, "link": public_link("nominations.confirm", token=token)},
    )


@letter("nomination_decided")
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
        template=f"nominations/letters/{'accepted' if is_accepted else 'rejected'}.txt",
        context={
            "nomination": nomination,
            "reason": REASON_SENTENCES.get(nomination.reason) if nomination.reason else None,
            "story_link": public_link("nominations.show_story", story_id=nomination.story_id),
            "status_link": status_link(nomination),
        },
    )


def _find(reference: str) -> Nomination | None:
    """Find a nomination that still has an address to write to."""
    try:
        nomination = queries.get_nomination(reference)
    except Missing:
        return None
    return nomination if nomination.written.email else None
