"""Letters to many, and the test of a letter to whoever writes it."""

from app.accounts import queries as accounts
from app.accounts.models import User
from app.correspondence.models import Broadcast
from app.correspondence.queries.broadcasts import LINK, find_sent, find_written_to, listed_values
from app.correspondence.rules import Audience
from app.extensions import db
from app.mail.letters import Words, letter
from app.mail.versions import find_trial
from app.mail.wording import fill
from app.nominations.queries.links import status_link, unsubscribe_link
from app.web.links import public_link

MANY, TRIAL = "correspondence/letters/broadcast.txt", "correspondence/letters/trial.txt"


@letter("broadcast", is_paced=True, is_news=True, templates=())
def to_nominator(subject: str) -> Words | None:
    """Write to one of many nominators; not once they have withdrawn or want no news."""
    reference, _, public_id = subject.partition("/")
    broadcast = find_sent(public_id)
    nomination = find_written_to(reference) if broadcast else None
    if broadcast is None or nomination is None:
        return None
    values = listed_values(broadcast, name=nomination.written.name or "", link=status_link(nomination))
    return Words(
        to=nomination.written.email or "",
        title=fill(broadcast.title, values),
        template=MANY,
        context=_context(broadcast, values, status_link=values[LINK]),
        unsubscribe=unsubscribe_link(nomination),
    )


@letter("broadcast_judges", is_paced=True, templates=())
def to_judge(subject: str) -> Words | None:
    """Write to one of many judges; not once they have left."""
    judge_id, _, public_id = subject.partition("/")
    broadcast, judge = find_sent(public_id), accounts.get_user(judge_id)
    if broadcast is None or broadcast.audience is not Audience.JUDGES or not judge.is_active:
        return None
    values = listed_values(broadcast, name=judge.name, link=public_link("judging.list_own"))
    return Words(
        to=judge.email,
        title=fill(broadcast.title, values),
        template=MANY,
        context=_context(broadcast, values),
    )


def _context(broadcast: Broadcast, values: dict[str, str], status_link: str = "") -> dict[str, object]:
    """Return the text for one reader, and why they get it."""
    is_judge = broadcast.audience is Audience.JUDGES
    text = fill(broadcast.body, values)
    return {"body": text, "season": broadcast.season, "is_judge": is_judge, "status_link": status_link}


@letter("letter_trial", templates=())
def trial(public_id: str) -> Words | None:
    """Show whoever writes a letter how it arrives; the examples in it are nobody's."""
    made = find_trial(public_id)
    writer = db.session.get(User, made.user_id) if made else None
    if made is None or writer is None or not writer.is_active:
        return None
    return Words(to=writer.email, title=f"Test: {made.title}", template=TRIAL, context={"body": made.body})
