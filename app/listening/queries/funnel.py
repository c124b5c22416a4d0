"""Read the funnel from the counts of days, in as many statements whatever the number of posts."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, select

from app import clock
from app.accounts.models import User
from app.accounts.queries import list_users
from app.accounts.rules import Role
from app.extensions import db
from app.listening.answering.replies import NETWORK_NAMES, network_name
from app.listening.funnel.asking import NONE, By, Question, week_of
from app.listening.funnel.figures import Counts, Line
from app.listening.funnel.stages import Stage
from app.listening.models import FunnelDay, FunnelStep, Mention, ReplyTemplate, Watch

Parts = dict[str, dict[Stage, int]]
COLUMNS = {By.NETWORK: FunnelDay.network, By.WATCH: FunnelDay.watch, By.TEMPLATE: FunnelDay.template}


@dataclass(frozen=True, slots=True)
class Names:
    """What networks, watches, templates and curators are called, by the words that addresses hold."""

    networks: Mapping[str, str]
    watches: Mapping[str, str]
    templates: Mapping[str, str]
    curators: Mapping[str, str]
    people: Mapping[str, str]
    user_ids: Mapping[str, int]

    def of(self, by: By, key: str) -> str:
        """Name one row of the table."""
        if by is By.WATCH:
            return self.watches.get(key, "A removed watch") if key else "By hand or from a file"
        if by is By.TEMPLATE:
            return self.templates.get(key, key) or "Without a template"
        if by is By.CURATOR:
            return self.people.get(key, "Nobody in particular")
        return network_name(key)


def list_names() -> Names:
    """Name everything that can be asked for."""
    watches = db.session.execute(select(Watch.public_id, Watch.name).order_by(Watch.name)).all()
    templates = db.session.execute(select(ReplyTemplate.slug, ReplyTemplate.name).order_by(ReplyTemplate.name)).all()
    people = list_users()
    return Names(
        networks=NETWORK_NAMES,
        watches={row[0]: row[1] for row in watches},
        templates={row[0]: row[1] for row in templates},
        curators={user.public_id: user.name or user.email for user in people if user.has_role(Role.CURATOR)},
        people={user.public_id: user.name or user.email for user in people},
        user_ids={user.public_id: user.id for user in people},
    )


def count_stages(question: Question, names: Names) -> tuple[Counts, Sequence[Line]]:
    """Count the posts at each stage, in all and parted as asked."""
    parts = _parted(question, names)
    whole = {stage: sum(part.get(stage, 0) for part in parts.values()) for stage in question.stages}
    lines = [
        Line(_label(question.by, key, names), [part.get(stage, 0) for stage in question.stages])
        for key, part in _ordered(question.by, parts)
    ]
    return whole, lines


def _parted(question: Question, names: Names) -> Parts:
    parts: Parts = defaultdict(lambda: defaultdict(int))
    key = _key_of(question.by)
    wanted = _narrowed(select(key, FunnelDay.stage, func.sum(FunnelDay.number)), question, names)
    people = {number: word for word, number in names.user_ids.items()}
    for value, stage, number in db.session.execute(wanted.group_by(key, FunnelDay.stage)):
        parts[_word_of(value, people)][stage] += int(number)
    return parts


def _key_of(by: By) -> ColumnElement[Any]:
    if by is By.WEEK:
        return FunnelDay.reached_on.expression
    return FunnelDay.user_id.expression if by is By.CURATOR else COLUMNS[by].expression


def _word_of(value: date | int | str, people: Mapping[int, str]) -> str:
    if isinstance(value, date):
        return week_of(value).isoformat()
    return people.get(value, "") if isinstance(value, int) else value


def _narrowed(wanted: Any, question: Question, names: Names) -> Any:
    """Keep to the weeks, stages, network, watch, template and curator that are asked for."""
    wanted = wanted.where(FunnelDay.reached_on >= question.begins_on(clock.now().date()))
    wanted = wanted.where(FunnelDay.stage.in_(question.stages))
    for column, word in (
        (FunnelDay.network, question.network),
        (FunnelDay.watch, question.watch),
        (FunnelDay.template, question.template),
    ):
        if word:
            wanted = wanted.where(column == ("" if word == NONE else word))
    if question.curator:
        wanted = wanted.where(FunnelDay.user_id == names.user_ids.get(question.curator, 0))
    return wanted


def _ordered(by: By, parts: Parts) -> list[tuple[str, dict[Stage, int]]]:
    """Put weeks newest first, and everything else with the most first."""
    if by is By.WEEK:
        return sorted(parts.items(), reverse=True)
    return sorted(parts.items(), key=lambda part: (-max(part[1].values()), part[0]))


def _label(by: By, key: str, names: Names) -> str:
    if by is not By.WEEK:
        return names.of(by, key)
    monday = date.fromisoformat(key)
    sunday = monday + timedelta(days=6)
    return f"{monday.day} {monday:%b} to {sunday.day} {sunday:%b %Y}"


def find_ids(public_ids: Sequence[str]) -> Sequence[int]:
    """Find the posts that nobody has been shown yet."""
    shown = select(FunnelStep.mention_id).where(FunnelStep.mention_id == Mention.id, FunnelStep.stage == Stage.SHOWN)
    return db.session.scalars(select(Mention.id).where(Mention.public_id.in_(public_ids), ~shown.exists())).all()


@dataclass(frozen=True, slots=True)
class Own:
    """What one curator's work came to."""

    stage: Stage
    week: int
    month: int


OWN = (Stage.SENT, Stage.VISITED, Stage.NOMINATED)


def count_own(user: User) -> Sequence[Own]:
    """Count what a curator sent, and what became of it, in this week and this month."""
    today = clock.now().date()
    monday, first = week_of(today), today.replace(day=1)
    in_week, in_month = FunnelDay.reached_on >= monday, FunnelDay.reached_on >= first
    number = FunnelDay.number
    sums = select(FunnelDay.stage, func.sum(number).filter(in_week), func.sum(number).filter(in_month))
    own = sums.where(FunnelDay.reached_on >= min(monday, first), FunnelDay.user_id == user.id, FunnelDay.stage.in_(OWN))
    found = {row[0]: (int(row[1] or 0), int(row[2] or 0)) for row in db.session.execute(own.group_by(FunnelDay.stage))}
    return [Own(stage, *found.get(stage, (0, 0))) for stage in OWN]


def list_days(question: Question, names: Names) -> list[tuple[object, ...]]:
    """List every count of the weeks that are asked for, for a spreadsheet."""
    parts = (FunnelDay.network, FunnelDay.watch, FunnelDay.template, FunnelDay.user_id, FunnelDay.stage)
    wanted = _narrowed(select(FunnelDay.reached_on, *parts, FunnelDay.number), question, names)
    people = {number: word for word, number in names.user_ids.items()}
    sums: dict[tuple[object, ...], dict[Stage, int]] = defaultdict(lambda: defaultdict(int))
    for day, network, watch, template, user_id, stage, number in db.session.execute(wanted):
        sums[week_of(day), network, watch, template, people.get(user_id, "")][stage] += number
    return [
        (
            week,
            network,
            names.of(By.WATCH, str(watch)),
            names.templates.get(str(template), template),
            names.people.get(str(curator), ""),
            *(counts[stage] for stage in Stage),
        )
        for (week, network, watch, template, curator), counts in sorted(sums.items(), key=str)
    ]
