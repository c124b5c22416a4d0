"""List the posts that were answered, by their ids and with our own notes: what may leave the house."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time

from sqlalchemy import and_, select

from app import clock
from app.extensions import db
from app.listening.funnel.asking import NONE, By, Question
from app.listening.funnel.stages import ORDER, Stage
from app.listening.models import FunnelStep, Mention, MentionNote, Watch
from app.listening.queries.funnel import Names
from app.listening.rules import MentionState

HEADS = ("network", "post id", "watch", "template", "curator", *ORDER, "our notes")
MOST = 10_000


def list_answered(question: Question, names: Names) -> list[tuple[object, ...]]:
    """List posts whose reply was sent in the weeks that are asked for, newest first; nothing of a post that is gone."""
    since = datetime.combine(question.begins_on(clock.now().date()), time.min, UTC)
    is_sent = and_(FunnelStep.stage == Stage.SENT, FunnelStep.reached_at >= since)
    wanted = (
        select(Mention.id, Mention.network, Mention.post_id, Mention.found_at, Watch.public_id, FunnelStep.user_id)
        .add_columns(FunnelStep.template)
        .join(FunnelStep, FunnelStep.mention_id == Mention.id)
        .outerjoin(Mention.watch)
        .where(is_sent, Mention.state != MentionState.GONE)
        .order_by(FunnelStep.reached_at.desc(), Mention.id.desc())
    )
    columns = {
        Mention.network: question.network,
        Watch.public_id: question.watch,
        FunnelStep.template: question.template,
    }
    for column, word in columns.items():
        if word:
            wanted = wanted.where(column.is_(None) if word == NONE else column == word)
    if question.curator:
        wanted = wanted.where(FunnelStep.user_id == names.user_ids.get(question.curator, 0))
    rows = db.session.execute(wanted.limit(MOST)).all()
    ids = [row[0] for row in rows]
    steps, notes = _steps_of(ids), _notes_on(ids)
    people = {number: names.people.get(word, "") for word, number in names.user_ids.items()}
    return [
        (
            network,
            post_id,
            names.of(By.WATCH, watch or ""),
            names.templates.get(template, template),
            people.get(user_id or 0, ""),
            *_days({**steps[mention_id], Stage.FOUND: found_at}),
            " / ".join(notes[mention_id]),
        )
        for mention_id, network, post_id, found_at, watch, user_id, template in rows
    ]


def _days(reached: Mapping[Stage, datetime]) -> list[str]:
    return [f"{reached[stage]:%Y-%m-%d}" if stage in reached else "" for stage in ORDER]


def _steps_of(ids: Sequence[int]) -> dict[int, dict[Stage, datetime]]:
    found: dict[int, dict[Stage, datetime]] = defaultdict(dict)
    for at in range(0, len(ids), 1000):
        of = FunnelStep.mention_id.in_(ids[at : at + 1000])
        for mention_id, stage, moment in db.session.execute(
            select(FunnelStep.mention_id, FunnelStep.stage, FunnelStep.reached_at).where(of)
        ):
            found[mention_id][stage] = moment
    return found


def _notes_on(ids: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for at in range(0, len(ids), 1000):
        of = MentionNote.mention_id.in_(ids[at : at + 1000])
        noted = select(MentionNote.mention_id, MentionNote.text).where(of).order_by(MentionNote.id)
        for mention_id, text in db.session.execute(noted):
            found[mention_id].append(text)
    return found
