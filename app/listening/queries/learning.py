"""Read what the page on learning shows, in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from app.accounts.models import User
from app.extensions import db
from app.listening.learning.decisions import X, may_teach
from app.listening.models import AuthorWeight, LearnedWeight, Learning, Verdict, WordWeight
from app.listening.teaching.using import find_learning
from app.web.links import settings

Weighed = TypeVar("Weighed", WordWeight, AuthorWeight)


@dataclass(frozen=True, slots=True)
class NetworkVerdicts:
    """The verdicts on posts of one network."""

    network: str
    verdicts: int
    praise: int
    drawn: int
    readable: int
    since: datetime

    @property
    def may_teach(self) -> bool:
        """Tell whether posts of the network may be learnt from."""
        return may_teach(self.network, from_x=settings().learn_from_x)

    @property
    def teaching(self) -> int:
        """Return how many of the verdicts are learnt from."""
        return self.readable if self.may_teach else 0


@dataclass(frozen=True, slots=True)
class LearningPage:
    """Everything the page on learning shows."""

    learning: Learning
    versions: Sequence[LearnedWeight]
    networks: Sequence[NetworkVerdicts]
    words: Sequence[WordWeight]
    authors: Sequence[AuthorWeight]
    learns_from_x: bool

    @property
    def verdicts(self) -> int:
        """Return how many verdicts there are."""
        return sum(each.verdicts for each in self.networks)

    @property
    def praise(self) -> int:
        """Return how many posts were found to be praise."""
        return sum(each.praise for each in self.networks)

    @property
    def teaching(self) -> int:
        """Return how many verdicts are learnt from."""
        return sum(each.teaching for each in self.networks)

    @property
    def since(self) -> datetime | None:
        """Return when the oldest verdict was given."""
        return min((each.since for each in self.networks), default=None)

    @property
    def used(self) -> LearnedWeight | None:
        """Return the version that is in use."""
        wanted = self.learning.used_id if self.learning.is_on else None
        return next((each for each in self.versions if each.id == wanted), None)

    @property
    def silent_x(self) -> int:
        """Return how many verdicts on posts from X teach nothing."""
        return sum(each.verdicts - each.teaching for each in self.networks if each.network == X)


def show_learning() -> LearningPage:
    """Gather what the page shows."""
    return LearningPage(
        learning=find_learning(),
        versions=db.session.scalars(select(LearnedWeight).order_by(LearnedWeight.id.desc())).all(),
        networks=count_verdicts(),
        words=list_weights(WordWeight),
        authors=list_weights(AuthorWeight),
        learns_from_x=settings().learn_from_x,
    )


def count_verdicts() -> list[NetworkVerdicts]:
    """Count the verdicts on each network."""
    counted = (
        Verdict.network,
        func.count(),
        func.count().filter(Verdict.is_praise),
        func.count().filter(Verdict.was_drawn),
        func.count(Verdict.prior),
        func.min(Verdict.decided_at),
    )
    rows = db.session.execute(select(*counted).group_by(Verdict.network).order_by(Verdict.network))
    return [NetworkVerdicts(*row) for row in rows]


def list_weights(table: type[Weighed]) -> Sequence[Weighed]:
    """List weights set by hand, the latest first."""
    by_whom = joinedload(table.changed_by).lazyload(User.role_rows)
    return db.session.scalars(select(table).options(by_whom).order_by(table.changed_at.desc(), table.id.desc())).all()
