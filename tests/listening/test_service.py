import threading
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select

from app import clock
from app.accounts.models import User
from app.audit.models import AuditLine
from app.errors import Conflict, Refused, Unavailable
from app.extensions import db
from app.listening import queries, replying, service
from app.listening.models import Claim, Mention, Outreach, Watch
from app.listening.queries import Show
from app.listening.rules import DismissReason, MentionState, OutreachState
from app.listening.watches import QUERY_LONGEST
from app.web.actions import act
from tests.listening.rows import make_claimed, make_mention, make_sent
from tests.make import make_company, make_nomination, make_user, reload


def verbs() -> list[str]:
    return list(db.session.scalars(select(AuditLine.verb).order_by(AuditLine.number)))


def test_ready_made_watches_are_put_in_once_and_fit_the_network(app: Flask) -> None:
    first, second = act(service.install_watches), act(service.install_watches)

    watches = db.session.scalars(select(Watch)).all()
    assert (first, second, len(watches)) == (3, 0, 3)
    assert all(len(watch.query) <= QUERY_LONGEST and watch.is_active for watch in watches)
    assert verbs() == ["watches installed"]


def test_a_claim_brings_a_draft_with_a_link_of_its_own(app: Flask) -> None:
    mention = make_claimed(make_user())

    outreach = replying.require_reply(mention)
    assert reload(mention).state is MentionState.CLAIMED
    assert outreach.state is OutreachState.DRAFT
    assert outreach.text.endswith(f"http://localhost/n/{outreach.code}")
    assert verbs() == ["reply begun", "mention claimed"]


def test_the_second_curator_is_told_who_has_the_post(app: Flask) -> None:
    mention = make_claimed(make_user(name="Ada"))

    with pytest.raises(Conflict, match="Ada claimed this post"):
        act(service.claim, mention, by=make_user())

    assert db.session.scalar(select(func.count()).select_from(Claim)) == 1


def test_claiming_twice_is_claiming_once(app: Flask) -> None:
    ada = make_user()
    mention = make_claimed(ada)

    act(service.claim, mention, by=ada)

    assert db.session.scalar(select(func.count()).select_from(Claim)) == 1


def test_of_curators_who_claim_at_once_exactly_one_wins(app: Flask) -> None:
    people = [make_user() for _ in range(4)]
    mention = make_mention()
    barrier = threading.Barrier(len(people))
    outcomes: list[str] = []

    def claim(person_id: int) -> None:
        with app.app_context():
            person, post = db.session.get(User, person_id), db.session.get(Mention, mention.id)
            barrier.wait()
            try:
                act(service.claim, post, by=person)
                outcomes.append("won")
            except (Conflict, Unavailable) as refusal:
                outcomes.append(getattr(refusal, "sentence", "busy"))

    threads = [threading.Thread(target=claim, args=(person.id,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert outcomes.count("won") == 1
    assert db.session.scalar(select(func.count()).where(Claim.ended_at.is_(None))) == 1


def test_a_claim_that_ran_out_frees_the_post_and_its_draft(app: Flask) -> None:
    ada, ben = make_user(), make_user()
    mention = make_claimed(ada)
    first = replying.require_reply(mention).code

    with time_machine.travel(clock.now() + timedelta(minutes=31), tick=True):
        act(service.claim, mention, by=ben)
        with pytest.raises(Conflict, match="claimed this post"):
            act(replying.save_reply, mention, text="late", by=ada)

    assert replying.require_reply(reload(mention)).user_id == ben.id
    assert db.session.scalar(select(Outreach.state).where(Outreach.code == first)) is OutreachState.ABANDONED


def test_a_post_given_back_is_free_again(app: Flask) -> None:
    ada = make_user()
    mention = make_claimed(ada)

    act(service.release, mention, by=ada)

    assert reload(mention).state is MentionState.NEW
    assert verbs()[-1] == "mention released"
    act(service.claim, mention, by=make_user())


def test_a_dismissal_keeps_its_reason_and_can_be_undone(app: Flask) -> None:
    mention, ada = make_mention(), make_user()

    act(service.dismiss, mention, reason=DismissReason.SARCASM, by=ada)
    dismissed = reload(mention).state, mention.dismissed_reason
    act(service.restore, mention, by=ada)

    assert dismissed == (MentionState.DISMISSED, DismissReason.SARCASM)
    assert reload(mention).state is MentionState.NEW
    assert mention.dismissed_reason is None
    assert verbs() == ["mention dismissed", "mention restored"]


def test_a_post_that_somebody_answers_cannot_be_dismissed_by_another(app: Flask) -> None:
    mention = make_claimed(make_user(name="Ada"))

    with pytest.raises(Conflict, match="Ada"):
        act(service.dismiss, mention, reason=DismissReason.OTHER, by=make_user())


def test_what_was_sent_cannot_be_dismissed_or_claimed(app: Flask) -> None:
    ada = make_user()
    mention, _ = make_sent(ada)

    with pytest.raises(Conflict):
        act(service.dismiss, mention, reason=DismissReason.OTHER, by=ada)
    with pytest.raises(Conflict, match="sent already"):
        act(service.claim, mention, by=ada)


def test_sending_moves_reply_and_post_together_and_ends_the_claim(app: Flask) -> None:
    ada = make_user()

    mention, outreach = make_sent(ada)

    assert (mention.state, outreach.state) == (MentionState.SENT, OutreachState.SENT)
    assert db.session.scalar(select(func.count()).where(Claim.ended_at.is_(None))) == 0
    assert verbs()[-1] == "reply sent by hand"


@pytest.mark.parametrize(
    ("text", "told"), [("No link here", "Keep the link"), ("x" * 260 + " {link}", "4 characters too long")]
)
def test_a_reply_keeps_its_link_and_its_length(app: Flask, text: str, told: str) -> None:
    ada = make_user()
    mention = make_claimed(ada)
    link = replying.link_of(replying.require_reply(mention).code)

    with pytest.raises(Refused, match=told):
        act(replying.open_reply, mention, text=text.format(link=link), by=ada)

    assert reload(replying.require_reply(mention)).state is OutreachState.DRAFT


def test_settled_words_can_be_taken_back_and_other_words_begun(app: Flask) -> None:
    ada = make_user()
    mention = make_claimed(ada)
    outreach = replying.require_reply(mention)
    act(replying.open_reply, mention, text=outreach.text, by=ada)

    act(replying.edit_reply, mention, by=ada)
    act(replying.use_template, mention, template="short", company="Brightline", by=ada)

    assert reload(outreach).state is OutreachState.DRAFT
    assert outreach.text.startswith("That is support worth an award. You can nominate Brightline")
    assert outreach.code in outreach.text


def test_nothing_is_sent_before_its_words_are_settled(app: Flask) -> None:
    ada = make_user()
    mention = make_claimed(ada)

    with pytest.raises(Conflict):
        act(replying.mark_sent, mention, reply_url="", by=ada)

    assert reload(mention).state is MentionState.CLAIMED


def test_an_address_that_is_none_is_not_kept(app: Flask) -> None:
    ada = make_user()
    mention = make_claimed(ada)
    act(replying.open_reply, mention, text=replying.require_reply(mention).text, by=ada)

    with pytest.raises(Refused, match="whole web address"):
        act(replying.mark_sent, mention, reply_url="javascript:alert(1)", by=ada)


def test_the_first_visit_of_each_day_is_noted(app: Flask) -> None:
    _, outreach = make_sent(make_user())

    first, again = act(replying.record_visit, outreach.code), act(replying.record_visit, outreach.code)
    with time_machine.travel(clock.now() + timedelta(days=1), tick=True):
        next_day = act(replying.record_visit, outreach.code)

    assert (first, again, next_day) == (True, False, True)
    assert reload(outreach).state is OutreachState.VISITED
    assert verbs().count("reply visited") == 1


def test_a_link_that_was_never_sent_notes_no_visit(app: Flask) -> None:
    mention = make_claimed(make_user())

    assert not act(replying.record_visit, replying.require_reply(mention).code)
    assert not act(replying.record_visit, "aaaaaaaaaa")


def test_a_post_reads_as_nominated_while_the_nomination_stands(app: Flask) -> None:
    ada = make_user()
    _, outreach = make_sent(ada)
    before = queries.list_queue(Show.ANSWERED, user=ada).rows[0]
    nomination = make_nomination(outreach_code=outreach.code)

    during = queries.list_queue(Show.ANSWERED, user=ada).rows[0]
    act(lambda: setattr(nomination, "state", "withdrawn"))
    after = queries.list_queue(Show.ANSWERED, user=ada).rows[0]

    assert (before.state, during.state, after.state) == ("sent", "nominated", "sent")
    assert during.outreach_state is OutreachState.NOMINATED
    assert after.nomination_words == "Nominated, then withdrawn"


def test_the_surest_praise_comes_first_and_pages_neither_repeat_nor_skip(app: Flask) -> None:
    ada = make_user()
    scores = [0.9, 0.1, 0.5] + [0.7] * 30
    made = {make_mention(score=score).public_id for score in scores}

    first = queries.list_queue(Show.OPEN, user=ada)
    second = queries.list_queue(Show.OPEN, after=first.following or "", user=ada)

    listed = [row.mention for row in [*first.rows, *second.rows]]
    assert [mention.score for mention in listed] == sorted(scores, reverse=True)
    assert {mention.public_id for mention in listed} == made
    assert second.following is None


@pytest.mark.parametrize(
    "text",
    ["Thanks @brightlinehelp", "brightline.example fixed it", "The people at Brightline Broadband are kind"],
    ids=["handle", "domain", "name"],
)
def test_the_company_is_found_by_handle_domain_or_name(app: Flask, text: str) -> None:
    company = make_company("Brightline Broadband Ltd", x_handle="BrightlineHelp", domain="brightline.example")
    make_mention(text=text)

    row = queries.list_queue(Show.OPEN, user=make_user()).rows[0]

    assert row.company is not None
    assert row.company.id == company.id


def test_a_merged_company_is_shown_by_the_name_it_has_now(app: Flask) -> None:
    kept = make_company("Brightline")
    make_company("Bright Line UK", x_handle="blhelp", merged_into_id=kept.id)
    make_mention(text="Hats off to @blhelp")

    row = queries.list_queue(Show.OPEN, user=make_user()).rows[0]

    assert row.company is not None
    assert row.company.id == kept.id


def test_earlier_replies_to_the_same_person_are_remembered(app: Flask) -> None:
    ada = make_user()
    make_sent(ada, author_id="9")
    again = make_mention(author_id="9")

    assert [outreach.user_id for outreach in queries.list_earlier_replies(again)] == [ada.id]


@pytest.mark.parametrize("verb", ["claim", "write_note", "dismiss"])
def test_a_change_and_its_audit_line_die_together(app: Flask, verb: str) -> None:
    mention, ada = make_mention(), make_user()
    more = {"write_note": {"note": "seen"}, "dismiss": {"reason": DismissReason.OTHER}}.get(verb, {})

    def fail() -> None:
        getattr(service, verb)(mention, **more, by=ada)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        act(fail)

    assert verbs() == []
    assert reload(mention).state is MentionState.NEW
