"""Learn anew from the verdicts that remain, and measure on verdicts held back how much that helps."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import delete, select

from app import clock
from app.audit import service as audit
from app.audit.service import Actor
from app.extensions import db
from app.listening.learning.agreement import Agreement, compare
from app.listening.learning.decisions import X, may_teach
from app.listening.learning.features import Features
from app.listening.learning.weighing import Judged, weigh
from app.listening.models import LearnedWeight, Verdict
from app.listening.teaching.using import lock_learning, order_anew
from app.web.actions import act
from app.web.links import settings

WORKER = "worker"
MOST_VERDICTS = 3_000
LEAST_VERDICTS = 10
VERSIONS_KEPT = 10
BATCH = 500
NEGLIGIBLE = 0.005


@dataclass(frozen=True, slots=True)
class Learnt:
    """What one night of learning came to."""

    version: int | None
    verdicts: int
    praise: int
    is_used: bool
    agreement: Agreement | None

    @property
    def sentence(self) -> str:
        """Say it in words."""
        if self.version is None:
            return f"Nothing learnt. Verdicts that may teach: {self.verdicts} of {LEAST_VERDICTS}, some of each kind."
        used = "in use" if self.is_used else "kept and not in use"
        return f"Version {self.version} ({used}): learnt from {self.verdicts} verdicts, {self.praise} of them praise."


def relearn(*, by: Actor | str = WORKER) -> Learnt:
    """Learn from all verdicts there are, keep the outcome as a version, and use it unless another is held."""
    db.session.rollback()
    forget_what_may_not_teach()
    judged = list_judged()
    praise = sum(is_praise for _, is_praise in judged)
    if len(judged) < LEAST_VERDICTS or praise in (0, len(judged)):
        db.session.rollback()
        return act(use_nothing, Learnt(None, len(judged), praise, is_used=False, agreement=None), by=by)
    weights, agreement = weigh(judged), compare(judged)
    db.session.rollback()
    return act(keep, weights, Learnt(None, len(judged), praise, is_used=False, agreement=agreement), by=by)


def list_judged() -> list[Judged]:
    """List what may be learnt from, the latest verdicts first."""
    wanted = select(Verdict.prior, Verdict.numbers, Verdict.is_praise).where(Verdict.prior.is_not(None))
    if not settings().learn_from_x:
        wanted = wanted.where(Verdict.network != X)
    rows = db.session.execute(wanted.order_by(Verdict.decided_at.desc(), Verdict.id.desc()).limit(MOST_VERDICTS))
    return [(Features(row.prior, tuple(row.numbers)), row.is_praise) for row in rows]


def forget_what_may_not_teach() -> int:
    """Empty features of X that were kept while X might teach, where it may no longer."""
    if may_teach(X, from_x=settings().learn_from_x):
        return 0
    gone = 0
    while emptied := act(empty_features_of_x):
        gone += emptied
    if gone:
        act(forget_versions)
    return gone


def forget_versions() -> None:
    """Forget all that was learnt, also a version that is held: it may come from what may no longer teach."""
    learning = lock_learning()
    learning.used_id, learning.is_held = None, False
    db.session.execute(delete(LearnedWeight))
    order_anew(learning)
    audit.record("learnt order forgotten", about="learning", by=WORKER)


def empty_features_of_x() -> int:
    """Empty one batch of features."""
    held = select(Verdict).where(Verdict.network == X, Verdict.prior.is_not(None)).order_by(Verdict.id).limit(BATCH)
    verdicts = db.session.scalars(held.with_for_update(of=Verdict)).all()
    for verdict in verdicts:
        verdict.prior, verdict.numbers = None, []
    return len(verdicts)


def keep(weights: Mapping[int, float], learnt: Learnt, *, by: Actor | str) -> Learnt:
    """Keep a version, drop the oldest, and use it where it helps and no other version is held."""
    learning = lock_learning()
    agreement = learnt.agreement
    made = LearnedWeight(
        made_at=clock.now(),
        verdicts=learnt.verdicts,
        praise=learnt.praise,
        compared=agreement.compared if agreement else 0,
        agreed_rule=agreement.rule if agreement else None,
        agreed_learnt=agreement.learnt if agreement else None,
        weights={str(number): round(weight, 4) for number, weight in weights.items() if abs(weight) > NEGLIGIBLE},
    )
    db.session.add(made)
    db.session.flush()
    is_used = not learning.is_held and made.is_of_help
    if not learning.is_held:
        learning.used_id = made.id if is_used else None
        order_anew(learning)
    drop_old(keep_id=learning.used_id)
    audit.record("order learnt", about=made, by=by, verdicts=learnt.verdicts, used=is_used)
    return Learnt(made.id, learnt.verdicts, learnt.praise, is_used=is_used and learning.is_on, agreement=agreement)


def use_nothing(learnt: Learnt, *, by: Actor | str) -> Learnt:
    """Go back to the rule alone where too few verdicts remain to have learnt anything from."""
    learning = lock_learning()
    if learning.used_id is not None and not learning.is_held:
        learning.used_id = None
        order_anew(learning)
        audit.record("order no longer learnt", about="learning", by=by, verdicts=learnt.verdicts)
    return learnt


def drop_old(*, keep_id: int | None) -> None:
    """Forget versions but the latest few and the one in use."""
    latest = select(LearnedWeight.id).order_by(LearnedWeight.id.desc()).limit(VERSIONS_KEPT)
    kept = {*db.session.scalars(latest), keep_id}
    db.session.execute(delete(LearnedWeight).where(LearnedWeight.id.not_in([each for each in kept if each])))
