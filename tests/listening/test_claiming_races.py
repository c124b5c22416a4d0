"""Curators at the same post in the same moment: one wins, and the other reads who."""

import os
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import func, select

from app import clock
from app.accounts.models import User
from app.errors import Conflict
from app.extensions import db
from app.listening import service
from app.listening.models import Claim, Mention, Outreach
from app.listening.rules import DismissReason, MentionState, OutreachState
from app.listening.service.bulk import Choice, Done, move_many
from app.listening.service.snoozing import snooze
from app.listening.triage.snoozing import Snooze, until
from app.web.actions import act
from tests.listening.rows import make_mention
from tests.make import make_user, reload
from tests.together import at_once

ROUNDS = 200 if os.environ.get("FULL") else 20

Step = Callable[[str, int], object]


def found(name: str, user_id: int) -> tuple[Mention, User]:
    mention = db.session.scalars(select(Mention).where(Mention.public_id == name)).one()
    return mention, db.session.get_one(User, user_id)


def claim(name: str, user_id: int) -> object:
    mention, by = found(name, user_id)
    return act(service.claim, mention, by=by).id


def dismiss(name: str, user_id: int) -> object:
    mention, by = found(name, user_id)
    return act(service.dismiss, mention, reason=DismissReason.SPAM, by=by)


def put_off(name: str, user_id: int) -> object:
    mention, by = found(name, user_id)
    return act(snooze, mention, until=until(Snooze.TOMORROW, now=clock.now(), zone="UTC"), by=by)


def let_many_go(name: str, user_id: int) -> object:
    _, by = found(name, user_id)
    return act(move_many, [name], choice=Choice("dismiss", reason=DismissReason.SPAM), by=by)


def claim_many(name: str, user_id: int) -> object:
    _, by = found(name, user_id)
    return act(move_many, [name], choice=Choice("claim"), by=by)


def refusals(outcomes: list[object]) -> list[str]:
    """List what those who lost read, alone or in a step with many."""
    many = [why for each in outcomes if isinstance(each, Done) for _, why in each.left]
    return many + [each.sentence for each in outcomes if isinstance(each, Conflict)]


def open_claims(mention: Mention) -> list[int]:
    held = select(Claim.user_id).where(Claim.mention_id == mention.id, Claim.ended_at.is_(None))
    return list(db.session.scalars(held))


@pytest.mark.slow
@pytest.mark.parametrize("second", [claim, claim_many], ids=["claim", "bulk"])
def test_of_two_curators_one_wins_each_claim_and_the_other_reads_who(app: Flask, second: Step) -> None:
    users = {user.id: user.name for user in (make_user(name="Ada"), make_user(name="Omar"))}
    ada, omar = users
    for _ in range(ROUNDS):
        mention = make_mention()
        name = mention.public_id

        outcomes = at_once(app, lambda name=name: claim(name, ada), lambda name=name: second(name, omar))

        db.session.rollback()
        (winner,) = open_claims(mention)
        (sentence,) = refusals(outcomes)
        assert sentence.startswith(f"{users[winner]} claimed this post at")
        assert reload(mention).state is MentionState.CLAIMED
        drafts = select(func.count()).where(Outreach.mention_id == mention.id)
        assert db.session.scalar(drafts) == 1


@pytest.mark.slow
@pytest.mark.parametrize("other", [dismiss, put_off, let_many_go], ids=["dismiss", "snooze", "bulk"])
def test_a_claim_and_a_step_that_ends_it_leave_no_claim_on_a_post_that_is_gone(app: Flask, other: Step) -> None:
    ada, omar = make_user(name="Ada").id, make_user(name="Omar").id
    for _ in range(ROUNDS):
        mention = make_mention()
        name = mention.public_id

        outcomes = at_once(app, lambda name=name: claim(name, ada), lambda name=name: other(name, omar))

        db.session.rollback()
        is_held = reload(mention).state is MentionState.CLAIMED
        live = select(func.count()).where(Outreach.mention_id == mention.id, Outreach.state != OutreachState.ABANDONED)
        assert open_claims(mention) == ([ada] if is_held else [])
        assert db.session.scalar(live) == (1 if is_held else 0)
        sentences = refusals(outcomes)
        assert len(sentences) == 1 or (other is put_off and is_held)
        assert all(each.startswith("Ada claimed this post at") for each in sentences) or not is_held
