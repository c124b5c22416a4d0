"""Hear what became of nominations that began at a reply: the room below knows nothing of replies, so it is asked."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Row, select, true
from sqlalchemy.orm import aliased

from app import clock
from app.extensions import db
from app.listening.funnel.noting import note
from app.listening.funnel.stages import Stage
from app.listening.models import FunnelStep, Outreach
from app.listening.rules import WAS_SENT
from app.nominations.models import Nomination
from app.nominations.rules import State
from app.web.actions import act

LISTENED_FOR = timedelta(days=400)
BATCH = 200


def note_nominations() -> int:
    """Note the nominations that were confirmed or accepted since the last look; return how many were new."""
    new = 0
    for stage in (Stage.NOMINATED, Stage.ACCEPTED):
        found = list_unnoted(stage)
        new += sum(act(_note_all, found[at : at + BATCH], stage) for at in range(0, len(found), BATCH))
    return new


def list_unnoted(stage: Stage) -> Sequence[Row[int, int, str, datetime | None]]:
    """List sent replies whose nomination reached a stage that is not noted yet, with the instant at which it did."""
    noted = aliased(FunnelStep)
    reached_at = Nomination.confirmed_at if stage is Stage.NOMINATED else Nomination.decided_at
    stands = Nomination.state == State.ACCEPTED if stage is Stage.ACCEPTED else true()
    wanted = (
        select(Outreach.mention_id, Outreach.user_id, Outreach.template, reached_at)
        .join(Nomination, Nomination.outreach_code == Outreach.code)
        .where(
            Outreach.state.in_(WAS_SENT),
            Outreach.sent_at > clock.now() - LISTENED_FOR,
            reached_at.is_not(None),
            stands,
            ~select(noted.mention_id).where(noted.mention_id == Outreach.mention_id, noted.stage == stage).exists(),
        )
        .order_by(reached_at)
    )
    return db.session.execute(wanted).all()


def _note_all(found: Sequence[Row[int, int, str, datetime | None]], stage: Stage) -> int:
    return sum(note([row[0]], stage, by=row[1], template=row[2], at=row[3]) for row in found)
