"""The desks where companies' words arrive: each sees its own, and no words run or lead anywhere."""

from app.honours import service
from app.honours.queries import desks
from app.honours.rules import Wish
from app.web.actions import act
from tests.honours.rows import add_contact, address_of
from tests.make import csrf, make_user, sign_in

PAYLOAD = "<script>alert(1)</script><img src=x onerror=alert(1)>{{ 7 * 7 }} javascript:alert(1)"


def text_of(client, path):
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.get_data(as_text=True)


def test_words_of_companies_run_nowhere(client, published, own):
    act(service.write_thanks, own, words=PAYLOAD)
    wish = act(service.ask, own, kind=Wish.CORRECTION, words=PAYLOAD)
    hidden = act(service.ask, own, kind=Wish.UNNAMED, words=PAYLOAD)
    thanks = desks.list_waiting_thanks()[0]
    pages = [text_of(client, address_of(own))]
    both = make_user(role="curator")
    sign_in(client, both)
    pages += [text_of(client, f"/curate/from-companies/{path}") for path in (f"thanks/{thanks.public_id}",)]
    pages.append(text_of(client, f"/curate/from-companies/wishes/{wish.public_id}"))
    sign_in(client, published.organiser)
    pages.append(text_of(client, f"/organise/companies/wishes/{hidden.public_id}"))

    assert all("&lt;script&gt;alert(1)" in page and "{{ 7 * 7 }}" in page for page in pages)
    assert not any("<script>alert" in page or "<img src=x" in page for page in pages)


def test_each_desk_answers_its_own_wishes_alone(client, published, own):
    correction = act(service.ask, own, kind=Wish.CORRECTION, words="Our line has a new name since spring.")
    unnamed = act(service.ask, own, kind=Wish.UNNAMED, words="")
    sign_in(client, published.curator)
    by_curator = client.get(f"/curate/from-companies/wishes/{unnamed.public_id}").status_code
    sign_in(client, published.organiser)
    by_organiser = client.get(f"/organise/companies/wishes/{correction.public_id}").status_code

    assert (by_curator, by_organiser) == (404, 404)


def test_a_curator_reads_thanks_and_passes_them_on_by_page(client, published, own):
    act(service.write_thanks, own, words="Thank you all, it made our week.")
    sign_in(client, published.curator)
    path = f"/curate/from-companies/thanks/{desks.list_waiting_thanks()[0].public_id}"

    empty = client.post(path, data={"csrf_token": csrf(client, path), "decision": "back"})
    done = client.post(path, data={"csrf_token": csrf(client, path), "decision": "pass"}, follow_redirects=True)

    assert (empty.status_code, "Say what should be otherwise" in empty.get_data(as_text=True)) == (422, True)
    assert "Passed on: 1 letter on the way." in done.get_data(as_text=True)


def test_a_contacts_name_cannot_break_a_letters_head(client, published):
    add_contact(published.company, published.curator)
    sign_in(client, published.curator)
    page = f"/curate/companies/{published.company.slug}/contacts"
    typed = {"name": "Eve\r\nBcc: all@example.org", "role": "x", "address": "eve@example.org\n", "found_at": "here"}

    answer = client.post(page, data={**typed, "csrf_token": csrf(client, page)})

    assert answer.status_code == 422
