"""One step with many posts: what somebody else holds, or what was moved meanwhile, is left as it is and named."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select

from app.accounts.models import User
from app.errors import Refused
from app.extensions import db
from app.listening.models import Mention
from app.listening.rules import DismissReason, MentionState
from app.listening.service.mentions import claim, dismiss, release
from app.listening.service.snoozing import snooze
from app.web.links import new_public_id

MOST = 50


@dataclass(frozen=True, slots=True)
class Choice:
    """What is to happen to all that were chosen."""

    action: str
    reason: DismissReason | None = None
    until: datetime | None = None


@dataclass(slots=True)
class Done:
    """What became of a batch: how many were moved, and what was left, each with the reason."""

    batch: str
    done: int = 0
    left: list[tuple[Mention, str]] = field(default_factory=list)


def move_many(public_ids: Sequence[str], *, choice: Choice, by: User) -> Done:
    """Do one step with each of many posts, in one transaction and in one order for everybody."""
    outcome = Done(batch=new_public_id())
    chosen = select(Mention).where(Mention.public_id.in_(list(public_ids)[:MOST])).order_by(Mention.id)
    for mention in db.session.scalars(chosen).all():
        try:
            if is_done_already(mention, choice):
                continue
            step_of(choice, outcome.batch, by)(mention)
        except Refused as refusal:
            outcome.left.append((mention, refusal.sentence))
        else:
            outcome.done += 1
    return outcome


def is_done_already(mention: Mention, choice: Choice) -> bool:
    """Tell whether a post stands as it is wished already, so that repeating a step changes nothing."""
    return choice.action == "dismiss" and mention.state is MentionState.DISMISSED


def step_of(choice: Choice, batch: str, by: User) -> Callable[[Mention], object]:
    """Return the one step that is done with each post."""
    if choice.action == "dismiss" and choice.reason is not None:
        reason = choice.reason
        return lambda mention: dismiss(mention, reason=reason, batch=batch, by=by)
    if choice.action == "snooze" and choice.until is not None:
        until = choice.until
        return lambda mention: snooze(mention, until=until, batch=batch, by=by)
    if choice.action == "claim":
        return lambda mention: claim(mention, company=name_of(mention), batch=batch, by=by)
    return lambda mention: release(mention, by=by)


def name_of(mention: Mention) -> str:
    """Name the company of a post as the reply begins with it."""
    return mention.company.canonical.name if mention.company else ""
