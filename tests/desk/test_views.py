import pytest

from app import clock
from app.audit import service as audit
from app.desk import service as desk
from app.errors import Refused
from app.extensions import db
from app.mail import service as mail
from app.mail.models import Letter
from app.mail.rules import State
from app.web import slots
from app.web.actions import act
from app.web.pages import moment
from tests.accounts.steps import send
from tests.make import make_category, make_nomination, make_season, make_user, reload, sign_in
from tests.watch import counted_statements, every_row, recorded_verbs


@pytest.fixture
def organiser(app):
    return make_user(role="organiser", name="Olga Organiser")


@pytest.fixture
def desk_of(client, organiser):
    return sign_in(client, organiser)


def page(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def make_letter(state, number=1):
    act(mail.queue_letter, "invitation", subject=f"invitation:{number}", to="ada@example.org")
    letter = db.session.query(Letter).order_by(Letter.id.desc()).first()
    act(lambda: setattr(letter, "state", state))
    return letter


def test_an_empty_site_asks_for_a_season_first(desk_of):
    assert 'id="next">Open a season</h2>' in page(desk_of, "/organise/")


def test_the_overview_counts_what_waits(desk_of):
    category = make_category(season=make_season())
    make_nomination(category=category)
    make_nomination(category=category, state="accepted")

    shown = page(desk_of, "/organise/")

    assert "1 nomination waits for a curator; 1 entry so far." in shown


def test_the_overview_asks_the_database_no_more_with_more_rows(desk_of):
    category = make_category(season=make_season())
    page(desk_of, "/organise/")
    counts = []
    for _ in range(2):
        make_nomination(category=category, state="accepted")
        with counted_statements() as statements:
            page(desk_of, "/organise/")
        counts.append(len([each for each in statements if each.lstrip().upper().startswith("SELECT")]))

    assert counts[0] == counts[1]
    assert counts[1] <= 12


def test_the_overview_says_when_letters_could_not_be_sent(desk_of):
    make_letter(State.STUCK)

    shown = page(desk_of, "/organise/")

    assert "1 letter could not be sent." in shown
    assert "/organise/mail?state=stuck" in shown


def test_an_open_overview_is_given_nothing_until_something_changes(desk_of):
    make_category(season=make_season())
    first = desk_of.get("/organise/live")
    asked = {"If-None-Match": first.headers["ETag"]}

    unchanged = desk_of.get("/organise/live", headers=asked)
    make_letter(State.STUCK)
    changed = desk_of.get("/organise/live", headers=asked)

    assert (unchanged.status_code, unchanged.data) == (304, b"")
    assert changed.status_code == 200
    assert "1 letter could not be sent." in changed.get_data(as_text=True)


def test_what_waits_in_another_season_is_not_the_next_step_of_this_one(desk_of):
    make_season()
    make_nomination(category=make_category(season=make_season(slug="autumn")))

    assert "nomination waits" not in page(desk_of, "/organise/")
    assert "1 nomination waits" in page(desk_of, "/organise/?season=autumn")


def test_a_season_beside_the_current_one_has_its_own_checklist(desk_of):
    make_season()
    other = make_season(phase="judging", slug="autumn")

    first = page(desk_of, "/organise/")
    second = page(desk_of, "/organise/?season=autumn")

    assert 'href="/organise/?season=autumn"' in first
    assert f">{other.name}</h1>" in second
    assert desk_of.get("/organise/?season=never").status_code == 404


def test_the_upkeep_says_when_the_worker_and_the_backup_were_last_there(desk_of):
    before = page(desk_of, "/organise/upkeep")
    act(slots.take, "letters", int(clock.now().timestamp()) // 60)
    act(slots.note_backup, clock.now())

    after = page(desk_of, "/organise/upkeep")

    assert "No backup was ever made." in before
    assert "It stands still" in before
    assert "The newest backup was made" in after
    assert "It stands still" not in after


def test_the_log_names_people_and_leads_to_what_happened_to_one_thing(desk_of, organiser):
    act(lambda: audit.record("season edited", about="season:2026", by=organiser, fields="name"))
    act(lambda: audit.record("season edited", about="season:2025", by="command line"))

    shown = page(desk_of, "/organise/audit?about=season:2026")

    assert "Olga Organiser" in shown
    assert "fields: name" in shown
    assert "season:2025" not in shown


def test_the_log_is_paged_without_gaps_or_repeats(desk_of):
    for number in range(120):
        act(lambda number=number: audit.record(f"step {number}", about="test:1", by="test"))
    seen, path = [], "/organise/audit?about=test:1"

    while path:
        shown = page(desk_of, path)
        seen += [int(part.split("<")[0]) for part in shown.split(">Step ")[1:]]
        older = shown.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0] if 'rel="next"' in shown else ""
        path = older.replace("&amp;", "&")

    assert seen == list(range(119, -1, -1))


@pytest.mark.parametrize("before", ["x", "-1", "99999999999999999999", "1e3", "٣", "0", ""])
def test_odd_addresses_of_the_log_and_the_outbox_are_no_trouble(desk_of, before):
    for path in ("audit", "mail"):
        assert desk_of.get(f"/organise/{path}", query_string={"before": before, "state": before}).status_code == 200


def test_the_log_is_checked_when_asked(desk_of):
    act(lambda: audit.record("something", about="test:1", by="test"))

    assert "lines are as written" in page(desk_of, "/organise/audit?check=yes")
    assert "lines are as written" not in page(desk_of, "/organise/audit")


def test_the_outbox_shows_the_reason_and_no_address(desk_of):
    letter = make_letter(State.REFUSED)
    act(lambda: setattr(letter, "reason", "The mail server said 550: no such mailbox"))

    shown = page(desk_of, "/organise/mail?state=refused")

    assert "no such mailbox" in shown
    assert "ada@example.org" not in shown


def test_a_letter_set_aside_gets_another_try(desk_of):
    letter = make_letter(State.STUCK)

    answer = send(desk_of, f"/organise/mail/{letter.message_id}/retry")

    assert answer.status_code == 303
    assert (reload(letter).state, letter.tries) == (State.QUEUED, 0)


@pytest.mark.parametrize("state", [State.SENT, State.QUEUED, State.SENDING, State.CANCELLED])
def test_a_letter_that_needs_no_other_try_gets_none(desk_of, state):
    letter = make_letter(state)

    answer = send(desk_of, f"/organise/mail/{letter.message_id}/retry")

    assert answer.status_code == 409
    assert reload(letter).state is state


def test_another_try_and_its_line_live_or_die_together(app, organiser):
    letter = make_letter(State.STUCK)
    before = every_row()

    def refuse():
        desk.send_again(letter, by=organiser)
        raise Refused("No.")

    with pytest.raises(Refused):
        act(refuse)
    after_refusal = every_row()
    act(desk.send_again, letter, by=organiser)

    assert after_refusal == before
    assert recorded_verbs()[-1] == "letter queued again"


def test_the_outbox_says_since_when_the_oldest_letter_waits(desk_of):
    letter = make_letter(State.QUEUED)
    make_letter(State.SENT, number=2)

    shown = page(desk_of, "/organise/mail")

    assert "The oldest letter that waits was queued <time" in shown
    assert moment(letter.created_at) in shown


def test_a_letter_sent_once_and_cancelled_later_says_both(desk_of):
    letter = make_letter(State.CANCELLED)
    act(lambda: setattr(letter, "sent_at", letter.created_at))

    text = page(desk_of, "/organise/mail")

    assert "Cancelled" in text
    assert "An earlier copy was sent" in text
