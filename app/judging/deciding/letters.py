"""Letters of the deciding side: to judges about a tie-break, to nominators about the shortlist."""

from sqlalchemy import select

from app.accounts import queries as accounts
from app.errors import Missing
from app.extensions import db
from app.judging.deciding.comparing import get_own
from app.judging.deciding.shortlisting import tell_shortlisted
from app.judging.models import TieBreak
from app.mail.letters import Words, letter
from app.nominations import queries as nominations
from app.nominations.queries.links import status_link, unsubscribe_link
from app.nominations.rules import State
from app.web.links import public_link, settings


@letter("tie_break")
def tie_break(subject: str) -> Words | None:
    """Ask a judge to compare tied entries; not once they have handed in or it is closed."""
    public_id, _, judge_id = subject.partition(".")
    judge = accounts.get_user(judge_id)
    tie = db.session.scalar(select(TieBreak).filter_by(public_id=public_id))
    if tie is None or not judge.is_active:
        return None
    try:
        own = get_own(judge, public_id)
    except Missing:
        return None
    if not own.is_open:
        return None
    return Words(
        to=judge.email,
        title=f"{tie.category.name} is too close to call: your judgement is asked",
        template="judging/letters/tie_break.txt",
        context={
            "judge": judge,
            "tie": tie,
            "pairs": len(own.comparisons),
            "link": public_link("judging.compare", public_id=public_id),
        },
    )


@letter("shortlisted", is_news=True)
def shortlisted(reference: str) -> Words | None:
    """Tell a nominator that the entry is on the shortlist; not once they have withdrawn or it is announced."""
    nomination = nominations.get_nomination(reference)
    news = tell_shortlisted(nomination)
    address, entry = nomination.written.email, nomination.entry
    if news is None or entry is None or address is None or nomination.state is not State.ACCEPTED:
        return None
    if nomination.season.published_at is not None:
        return None
    return Words(
        to=address,
        title=f"{entry.title} is on the shortlist",
        template="judging/letters/shortlisted.txt",
        context={
            "entry": entry,
            "nomination": nomination,
            "link": f"{settings().public_url}{news.link}",
            "status_link": status_link(nomination),
        },
        unsubscribe=unsubscribe_link(nomination),
    )
