from datetime import timedelta

import pytest
import time_machine

from app import clock
from app.nominations import service
from app.nominations.models import Mask, NominationQuestion
from app.nominations.rules import Reason, State
from app.web.actions import act
from app.web.pages import moment
from tests.make import csrf, make_nomination, make_user, reload, save
from tests.nominations.private import fields_of, link_to, press, read


def ask(nomination, question="Which branch was it?"):
    return save(
        NominationQuestion(
            nomination_id=nomination.id, question=question, asked_by_id=make_user().id, asked_at=clock.now()
        )
    )


def test_every_state_says_in_plain_words_where_it_stands_and_what_can_be_done(client):
    words = {
        State.UNCONFIRMED: "waiting for you to confirm it",
        State.SUBMITTED: "with our curators",
        State.HELD: "with our curators",
        State.ACCEPTED: "accepted",
        State.REJECTED: "not accepted",
        State.EXPIRED: "not confirmed in time",
        State.REPLACED: "replaced by a newer one",
        State.WITHDRAWN: "withdrawn",
    }

    pages = {state: read(client, link_to(make_nomination(state=state))) for state in words}

    assert {state: f"It is <strong>{words[state]}</strong>" in page for state, page in pages.items()} == dict.fromkeys(
        words, True
    )
    assert "A curator has accepted it as it stands" in pages[State.ACCEPTED]
    assert "/edit" not in pages[State.ACCEPTED]
    assert "/edit" in pages[State.HELD]
    assert "/withdraw" not in pages[State.WITHDRAWN]
    assert "/erase" in pages[State.WITHDRAWN]


def test_the_timeline_tells_what_happened_in_order(client):
    nomination = make_nomination(state=State.ASKED)
    ask(nomination)

    page = read(client, link_to(nomination))

    places = [page.index(words) for words in ("Sent", "Confirmed by you", "A curator asked you something", "Announced")]
    assert places == sorted(places)
    assert "Which branch was it?" in page


def test_a_reason_is_told_with_the_curators_word(client):
    nomination = make_nomination(state=State.REJECTED, reason=Reason.ADVERT, note="Tell us what happened to you.")

    page = read(client, link_to(nomination))

    assert "The story reads as an advert rather than an experience." in page
    assert "Tell us what happened to you." in page


def test_an_accepted_story_is_said_to_be_frozen_once_judging_has_opened(client):
    nomination = make_nomination(state=State.ACCEPTED)

    with time_machine.travel(nomination.season.judging_opens_at + timedelta(hours=1)):
        page = read(client, link_to(nomination))

    assert page.index("Frozen for the judges") < page.index("Announced")


def test_hidden_passages_are_shown_as_readers_see_them_beside_ones_own_words(client):
    nomination = make_nomination(state=State.ACCEPTED, story="Call Priya Natarajan, she solved it the same night.")
    curator = make_user()
    save(
        Mask(
            nomination_id=nomination.id,
            revision=1,
            start=5,
            end=20,
            kind="name",
            shown_as="[name hidden]",
            made_by_id=curator.id,
            made_at=clock.now(),
        )
    )

    page = read(client, link_to(nomination))

    assert "Call Priya Natarajan, she solved it" in page
    assert "Call [name hidden], she solved it" in page


def test_an_answer_brings_the_nomination_back_to_the_curators(client):
    nomination = make_nomination(state=State.ASKED)
    question = ask(nomination)

    answer = client.post(
        link_to(nomination, "/answer"),
        data={
            "csrf_token": csrf(client, link_to(nomination)),
            "question": question.id,
            "answer_text": "The one in Leeds.",
        },
    )

    assert answer.status_code == 303
    assert reload(nomination).state is State.SUBMITTED
    assert reload(question).answer == "The one in Leeds."
    assert "The one in Leeds." in read(client, link_to(nomination))


def test_an_empty_answer_comes_back_with_a_sentence(client):
    nomination = make_nomination(state=State.ASKED)
    question = ask(nomination)

    answer = press(client, link_to(nomination, "/answer"), question=question.id, answer_text="  ")

    assert answer.status_code == 422
    assert "Write your answer" in answer.get_data(as_text=True)


def test_an_answer_that_comes_too_late_is_told_so_and_kept(client):
    nomination = make_nomination(state=State.ASKED)
    question = ask(nomination)
    path = link_to(nomination, "/answer")
    token = csrf(client, path)
    act(service.reject, nomination, reason=Reason.NO_STORY, by=make_user())

    answer = client.post(path, data={"csrf_token": token, "question": question.id, "answer_text": "In Leeds."})

    assert answer.status_code == 409
    assert "A curator has gone on meanwhile" in answer.get_data(as_text=True)
    assert "In Leeds." in answer.get_data(as_text=True)


def test_an_answer_that_was_given_stands_when_a_second_question_is_asked(client):
    nomination = make_nomination(state=State.ASKED)
    first = ask(nomination)
    act(service.answer, first, words="In Leeds.")
    act(service.ask, reload(nomination), question="And when?", by=make_user())

    answer = press(client, link_to(nomination, "/answer"), question=first.id, answer_text="In York.")

    assert answer.status_code == 409
    assert reload(first).answer == "In Leeds."


def test_a_question_of_another_nomination_cannot_be_answered(client):
    own, other = make_nomination(state=State.ASKED), make_nomination(state=State.ASKED)
    ask(own)
    foreign = ask(other)

    answer = press(client, link_to(own, "/answer"), question=foreign.id, answer_text="Mine now.")

    assert answer.status_code == 404
    assert reload(foreign).answer is None


def test_a_story_off_the_site_is_read_by_judges_only_and_can_come_back(client):
    from app.nominations import queries

    nomination = make_nomination(state=State.ACCEPTED)
    story = f"/stories/{nomination.story_id}"

    press(client, link_to(nomination, "/site"), site="off")

    assert client.get(story).status_code in {404, 410}
    assert nomination.story_id not in read(client, f"/companies/{nomination.entry.company.slug}")
    assert [each.story_id for each in queries.list_stories_of(nomination.entry)] == [nomination.story_id]
    press(client, link_to(nomination, "/site"), site="on")
    assert client.get(story).status_code == 200


def test_taking_off_the_site_twice_is_one_line_in_the_log(client):
    from app.audit.queries import list_lines

    nomination = make_nomination(state=State.ACCEPTED)

    for _ in range(2):
        act(service.set_off_site, nomination, is_off=True)

    assert [line.verb for line in list_lines()] == ["story taken off the site"]


def test_what_was_withdrawn_cannot_come_back_to_the_site(client):
    nomination = make_nomination(state=State.ACCEPTED)
    path = link_to(nomination, "/site")
    token = csrf(client, path)
    act(service.withdraw, nomination)

    answer = client.post(path, data={"csrf_token": token, "site": "on"})

    assert answer.status_code == 409


def test_private_pages_are_kept_by_nobody_and_found_by_no_search_engine(client):
    nomination = make_nomination()

    answers = [client.get(link_to(nomination, tail)) for tail in ("", "/withdraw", "/erase", "/data", "/site", "/news")]

    assert {answer.headers["Cache-Control"] for answer in answers} == {"no-store"}
    assert {answer.headers["X-Robots-Tag"] for answer in answers} == {"noindex"}


@pytest.mark.parametrize("tail", ["", "/edit", "/answer", "/withdraw", "/erase", "/data", "/site", "/news"])
def test_a_forged_link_opens_no_private_page(client, tail):
    nomination = make_nomination()
    forged = link_to(nomination, tail, purpose="unsubscribe")

    assert client.get(forged).status_code == 404
    assert client.post(forged).status_code == 404 or tail in {"", "/data"}


@pytest.mark.parametrize("number", ["9" * 5_000, "9" * 30, "²", "x", "0"])
def test_an_answer_to_a_question_that_never_was_answers_404(client, number):
    nomination = make_nomination()
    token = csrf(client, link_to(nomination, "/edit"))

    answer = client.post(link_to(nomination, "/answer"), data={"csrf_token": token, "question": number})

    assert answer.status_code == 404


def test_every_change_keeps_its_date(client):
    nomination = make_nomination()
    changed_at = [nomination.created_at + timedelta(days=days) for days in (1, 3)]
    for at, story in zip(changed_at, ("The story told once more.", "The story told a third time."), strict=True):
        with time_machine.travel(at):
            path = link_to(nomination, "/edit")
            press(client, path, **fields_of(reload(nomination), story=story))

    way = read(client, link_to(nomination)).partition("The way so far")[2].partition("What you can do")[0]

    assert way.count("Changed by you") == 2
    assert [moment(at) in way for at in changed_at] == [True, True]
    assert way.count("This is the version that counts.") == 1
