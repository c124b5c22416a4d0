"""A company's own page: who opens it, what it reads there, and what it never reads."""

import json
import re

import pytest
from sqlalchemy import select

from app.companies import contacting
from app.errors import Conflict, Refused
from app.extensions import db
from app.honours import service
from app.honours.queries import desks, reports
from app.honours.queries.pages import find_thanks
from app.honours.rules import ThanksState, Wish, WishState
from app.judging.queries.entrants import EntrantCard
from app.mail.models import Letter
from app.nominations import service as nominations
from app.nominations.queries.links import status_token
from app.web.actions import act
from app.web.links import token_for
from tests.honours.rows import address_of, after, make_published, send_letter
from tests.make import csrf, make_nomination, make_user, reload, sent_letters

WORDS = "Thank you all for taking the time to tell this. It made our week."


def text_of(client, path):
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.get_data(as_text=True)


def post(client, path, **fields):
    answer = client.post(path, data={"csrf_token": csrf(client, path), **fields})
    db.session.rollback()
    return answer


def test_a_company_reads_its_feedback_stories_badge_and_nothing_of_anybody(client, published, own):
    shown = text_of(client, address_of(own))

    assert "Well done, part 0a1" in shown
    assert "Reached, level 4" in shown
    assert "stayed on the line" in shown
    assert f"/badges/{published.award.public_id}.svg" in shown
    assert not re.search(r"For the panel alone|nominator\d|Ada Lovelace", shown)
    assert not any(judge.name in shown or judge.email in shown for judge in published.made.judges)


def test_its_page_is_kept_by_nobody_and_leads_nobody_else_there(client, own):
    answer = client.get(address_of(own))

    assert answer.headers["Cache-Control"] == "no-store"
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert answer.headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("rest", ["", "/thanks", "/correct", "/unnamed", "/letters", "/data.json"])
def test_only_a_genuine_link_of_this_page_opens_it(client, own, rest):
    name = own.public_id
    others = (name, token_for("status", name, 0), token_for("company", name, 1), f"{name}-{'a' * 26}", "nothing")

    assert {client.get(f"/company/{token}{rest}").status_code for token in others} == {404}


def test_links_that_were_ended_open_nothing_and_the_next_one_does(client, published, own):
    old = address_of(own)

    act(service.end_links, own, by=published.organiser)

    assert client.get(old).status_code == 404
    assert client.get(address_of(reload(own))).status_code == 200


def test_a_letter_keeps_its_way_out_though_its_links_were_ended(client, published, own):
    old = address_of(own, "/letters")
    act(service.end_links, own, by=published.organiser)

    answer = client.post(old)

    assert answer.status_code == 200
    assert own.public_id not in answer.get_data(as_text=True)
    assert contacting.reach_of(reload(published.company)).refuses


def test_a_certificate_of_another_company_is_not_there(client, published, own):
    other = make_published()

    assert client.get(address_of(own, f"/certificates/{published.award.public_id}")).status_code == 200
    with after(other):
        assert client.get(address_of(own, f"/certificates/{other.award.public_id}")).status_code == 404


def test_a_certificate_goes_with_its_award(client, published, own):
    path = address_of(own, f"/certificates/{published.award.public_id}")
    name = published.made.category.name
    act(
        service.revoke,
        reload(published.award),
        reason="It was about another one.",
        typed_name=name,
        by=published.organiser,
    )

    assert client.get(path).status_code == 404


def test_of_two_judges_a_company_reads_words_and_no_figure(app):
    made = make_published(judges=2)

    with after(made):
        (report,) = reports.list_reports(send_letter(made))

    assert (report.judges, report.points) == (2, "")
    assert {(each.mean, each.reached, each.ahead) for each in report.criteria} == {("", None, None)}
    assert all(len(each.feedback) == 2 for each in report.criteria)


@pytest.mark.parametrize(("levels", "shown"), [([5, 1], ""), ([4, 4, 4], "4.0"), ([3, 4, 4], "3.7"), ([], "")])
def test_a_mean_stands_only_where_no_judges_own_mark_can_be_worked_out(levels, shown):
    assert reports.shown_mean(levels) == shown


def test_remarks_stand_in_an_order_that_says_nothing_and_stays(published):
    entry, said = published.made.entries[0], ["one", "two", "three", "four"]

    orders = {code: reports.shuffled(entry, code, said) for code in ("a1", "a2", "b1", "b2", "b3")}

    assert reports.shuffled(entry, "a1", said[::-1]) == orders["a1"]
    assert len({tuple(order) for order in orders.values()}) > 1


def test_a_report_quotes_each_passage_once_and_none_of_a_story_that_went(published, own, monkeypatch):
    entry = published.made.entries[0]
    rows = [make_nomination(state="accepted", entry=entry, story=f"Story {name} is long enough.") for name in "ABC"]
    pins = [{"story": each.story_id, "revision": 1, "start": 0, "end": 7} for each in rows]
    monkeypatch.setattr(reports, "list_entrant_cards", lambda entry: [EntrantCard({}, {"a1": pins})] * 2)

    def quoted():
        db.session.rollback()
        return sorted(reports.list_reports(own)[0].criteria[0].passages)

    before = quoted()
    act(nominations.erase, rows[0])
    act(nominations.set_off_site, rows[1], is_off=True)

    assert (before, quoted()) == (["Story A", "Story B", "Story C"], ["Story C"])


def test_a_report_holds_remarks_in_that_order(published, own):
    (report,) = reports.list_reports(own)

    for each in report.criteria:
        assert len(each.feedback) == 3
        assert each.feedback == reports.shuffled(report.entry, each.criterion.code, sorted(each.feedback))


def test_thanks_go_out_once_when_a_curator_has_read_them_one_letter_a_person(app, client, published, own):
    entry = published.made.entries[0]
    make_nomination(state="accepted", entry=entry, email="twice@example.org")
    make_nomination(state="accepted", entry=entry, email="Twice@example.org")
    make_nomination(state="withdrawn", entry=entry, email="gone@example.org")
    post(client, address_of(own, "/thanks"), words=WORDS)
    before = [each for each in sent_letters(app) if WORDS in each.get_body().get_content()]

    thanks = desks.list_waiting_thanks()[0]
    count = act(service.pass_on, thanks, by=published.curator)
    with pytest.raises(Conflict):
        act(service.pass_on, thanks, by=published.curator)

    letters = [each for each in sent_letters(app) if WORDS in each.get_body().get_content()]
    assert (before, count, len(letters)) == ([], 2, 2)
    assert len(db.session.scalars(select(Letter).filter_by(purpose="company_thanks")).all()) == 2
    assert "press@brightline.example" not in str(letters)
    assert client.get(address_of(own, "/thanks")).status_code == 303
    assert WORDS in text_of(client, f"/nominations/{status_token(entry.nominations[0])}")
    assert find_thanks(own).state is ThanksState.PASSED_ON


def test_thanks_that_were_given_back_can_be_written_anew_and_nobody_got_them(app, client, published, own):
    post(client, address_of(own, "/thanks"), words="Here is a voucher for everybody who wrote.")
    act(service.give_back, desks.list_waiting_thanks()[0], reason="Offer nothing in return.", by=published.curator)

    shown = text_of(client, address_of(own))
    post(client, address_of(own, "/thanks"), words=WORDS)

    assert "Offer nothing in return." in shown
    assert [each.words for each in desks.list_waiting_thanks()] == [WORDS]
    assert not any("voucher" in each.get_body().get_content() for each in sent_letters(app))


def test_a_nominator_who_erased_gets_no_thanks(app, client, published, own):
    post(client, address_of(own, "/thanks"), words=WORDS)
    act(service.pass_on, desks.list_waiting_thanks()[0], by=published.curator)

    act(nominations.erase, published.made.entries[0].nominations[0])

    assert not any(WORDS in each.get_body().get_content() for each in sent_letters(app))
    kept = db.session.scalars(select(Letter).filter_by(purpose="company_thanks")).all()
    assert [row.recipient == row.message_id for row in kept] == [True]


def test_what_a_company_wrote_about_a_story_goes_with_its_nomination(client, published, own):
    story = published.made.entries[0].nominations[0]
    post(client, address_of(own, "/correct"), words="Priya never said CANARY-WORDS to them.", story=story.story_id)
    wish = desks.list_wishes(Wish.CORRECTION, is_open=True)[0]

    act(nominations.erase, story)

    assert reload(wish).words == ""


def test_a_correction_names_no_story_of_another_company(client, published, own):
    foreign = published.made.entries[1].nominations[0].story_id

    answer = post(client, address_of(own, "/correct"), words="Please put this right, it is wrong.", story=foreign)

    assert answer.status_code == 422


def test_a_company_that_wants_no_letters_is_believed_at_once_and_by_its_mail_program_too(client, published, own):
    answer = client.post(address_of(own, "/letters"), headers={"Origin": "https://mail.example"})

    assert answer.status_code == 200
    assert contacting.reach_of(reload(published.company)).refuses


def test_a_company_takes_its_data_along_without_anybody_elses(client, published, own):
    shown = json.loads(text_of(client, address_of(own, "/data.json")))

    assert shown["company"]["name"] == published.company.name
    assert shown["entries"][0]["award"]["id"] == published.award.public_id
    assert not re.search(r"nominator\d|Ada Lovelace|For the panel", json.dumps(shown))


def test_not_to_be_named_is_an_organisers_answer_and_can_be_undone(client, published, own):
    post(client, address_of(own, "/unnamed"), words="")
    wish = desks.list_wishes(Wish.UNNAMED, is_open=True)[0]
    by = make_user(role="organiser")

    act(service.answer, wish, state=WishState.GRANTED, words="It is done.", by=by)
    hidden = text_of(client, f"/verify/{published.award.public_id}")
    act(contacting.name_again, reload(published.company), by=by)

    assert published.company.name not in hidden
    assert "It is done." in text_of(client, address_of(own))
    assert published.company.name in text_of(client, f"/verify/{published.award.public_id}")


@pytest.mark.parametrize(
    ("kind", "state", "is_unnamed"),
    [
        (Wish.UNNAMED, WishState.GRANTED, True),
        (Wish.UNNAMED, WishState.DECLINED, False),
        (Wish.CORRECTION, WishState.GRANTED, False),
    ],
)
def test_only_the_wish_not_to_be_named_that_is_granted_hides_a_name_and_each_is_answered_once(
    published, own, kind, state, is_unnamed
):
    wish, by = act(service.ask, own, kind=kind, words="Please."), published.organiser

    act(service.answer, wish, state=state, words="Done as you see.", by=by)

    assert reload(published.company).is_unnamed is is_unnamed
    with pytest.raises(Conflict):
        act(service.answer, wish, state=WishState.GRANTED, words="Again.", by=by)


def test_a_sixth_wish_waits_until_one_is_answered(own):
    for _ in range(5):
        act(service.ask, own, kind=Wish.CORRECTION, words="Please.")

    with pytest.raises(Refused, match="Five of your wishes"):
        act(service.ask, own, kind=Wish.CORRECTION, words="Please.")
