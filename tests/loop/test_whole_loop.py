"""The whole loop: a post praises support, and in the end its author hears who won."""

import json
import re
from dataclasses import replace
from datetime import datetime

import pytest
import time_machine
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message
from playwright.sync_api import expect

from app import clock
from app.judging import service as judging
from app.mail.worker import deliver_due
from app.programme.rules import SCORECARD_GRACE
from app.web.actions import act
from tests.look.leaving import leaving
from tests.mail.sink import SECONDS_TO_START
from tests.make import PASSWORD, make_category, make_season, make_user, reload
from tests.nominations.walking import go_on, leave_address, name_company, send, tell
from tests.processes import free_port

pytestmark = pytest.mark.browser
POST = "Priya from @BrightlineHelp support stayed on the line for 40 minutes and fixed my router. Thank you so much!"
STORY = "Priya stayed on the line for forty minutes until my router worked, and called back the next day."


class Sink(Message):
    """A mail server that keeps what it receives."""

    def __init__(self):
        super().__init__()
        self.letters = []

    def handle_message(self, message):
        self.letters.append(message)

    def take(self, to):
        """Deliver what is due, and take the one letter that came for an address: its subject and text."""
        deliver_due()
        found = [letter for letter in self.letters if letter["To"] == to]
        self.letters = [letter for letter in self.letters if letter["To"] != to]
        (letter,) = found
        return letter["Subject"], letter.get_payload()[0].get_payload(decode=True).decode()


@pytest.fixture
def sink(app, live_site):
    """Run a real SMTP server and let the site send through it."""
    port, sink = free_port(), Sink()
    server = Controller(sink, hostname="127.0.0.1", port=port, ready_timeout=SECONDS_TO_START)
    server.start()
    app.config["AWARDS"] = replace(app.config["AWARDS"], mail_url=f"smtp://127.0.0.1:{port}")
    yield sink
    server.stop()


def signed_in(browser, site, user):
    page = browser.new_context().new_page()
    page.goto(f"{site}/login")
    page.get_by_label("Email address").fill(user.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/(curate|judge|organise)/"))
    return page


def open_judging(season):
    """Let nominations close and judging open this very moment."""

    def move():
        season.nominations_close_at = season.judging_opens_at = clock.now()

    act(move)


def close_judging(season):
    """Let judging close now, and go to when the grace for what was being sent is over."""

    def move():
        season.judging_closes_at = season.announced_at = clock.now()

    act(move)
    return time_machine.travel(clock.now() + SCORECARD_GRACE, tick=True)


def import_post(app, folder):
    post = {
        "network": "x",
        "id": "1991883422041919488",
        "url": "https://x.com/ada/status/1991883422041919488",
        "text": POST,
        "posted_at": datetime.now(clock.UTC).isoformat(timespec="seconds"),
        "lang": "en",
        "author": {"id": "7", "handle": "ada", "name": "Ada Lovelace"},
    }
    file = folder / "posts.jsonl"
    file.write_text(json.dumps(post))
    assert app.test_cli_runner().invoke(args=["listen", "import", str(file)]).exit_code == 0


def answer_by_hand(page, site):
    """Claim the post, word a reply, open it on the network, say it was sent; return the link in it."""
    page.goto(f"{site}/curate/")
    page.get_by_role("link", name=re.compile("Ada Lovelace")).first.click()
    page.get_by_role("button", name="Claim and write a reply").click()
    field = page.get_by_label("Your reply")
    link = re.search(r"http\S+/n/\w+", field.input_value()).group()
    field.fill(f"Well done, Priya! Tell the judges: {link}")
    page.get_by_role("button", name="Ready to send on X").click()
    expect(page.get_by_role("button", name="Open on X")).to_have_attribute("href", re.compile("in_reply_to=19918834"))
    page.get_by_role("button", name="I sent it").click()
    expect(page.get_by_text("Noted as sent by you")).to_be_visible()
    return link


def nominate(page, link):
    page.goto(link)
    name_company(page, "Brightline Broadband")
    tell(page, "Best recovery", STORY)
    go_on(page, "About you")
    leave_address(page, "ada@example.org")
    go_on(page, "Check your answers")
    send(page)


def confirm(page, text):
    page.goto(re.search(r"http\S+/confirm", text).group())
    with leaving(page):
        page.get_by_role("button", name="Yes, I wrote this: confirm").click()


def accept(page, site):
    page.goto(f"{site}/curate/nominations")
    page.get_by_role("link", name=re.compile("Brightline Broadband")).click()
    page.get_by_role("button", name=re.compile("^Accept")).click()
    expect(page.get_by_text("Accepted: Brightline Broadband")).to_be_visible()


def assign(page, site, category):
    page.goto(f"{site}/organise/assignments/{category.season.slug}/{category.slug}")
    page.get_by_role("checkbox").first.check()
    with leaving(page):
        page.get_by_role("button", name="Save who judges what").click()


def score(page, site):
    page.goto(f"{site}/judge/")
    page.get_by_role("link", name=re.compile("Brightline Broadband")).first.click()
    expect(page.locator("[data-criterion]")).to_have_count(5)
    for criterion in page.locator("[data-criterion]").all():
        criterion.get_by_role("radio").nth(3).check()
    page.get_by_role("button", name="Submit my scores").click()
    expect(page.get_by_role("heading", name="Your scores are submitted")).to_be_visible()


def decide(first, second, site, category):
    room = f"{site}/organise/results/{category.season.slug}/{category.slug}"
    first.goto(room)
    first.get_by_role("button", name="Seal and compute the result").click()
    first.get_by_label("Award", exact=True).check()
    first.get_by_role("checkbox", name=re.compile("Brightline Broadband")).check()
    first.get_by_label("Citation").fill("They stay until it works.")
    with leaving(first):
        first.get_by_role("button", name="Propose").click()
    for page in (first, second):
        page.goto(room)
        with leaving(page):
            page.get_by_role("button", name="Sign this decision").click()


def announce(page, site):
    page.goto(f"{site}/organise/announcement")
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Announce now").click()
    expect(page.get_by_role("status")).to_contain_text("is announced")


def test_a_post_becomes_an_award_and_its_author_hears_of_it(app, live_site, browser, sink, tmp_path):
    act(judging.install_rubrics)
    season = make_season(slug="2026")
    category = make_category(season=season, name="Best recovery")
    curator, judge = make_user(role="curator"), make_user(role="judge")
    organisers = [make_user(role="organiser"), make_user(role="organiser")]
    import_post(app, tmp_path)

    desk = signed_in(browser, live_site, curator)
    link = answer_by_hand(desk, live_site)
    public = browser.new_context().new_page()
    nominate(public, link)
    confirm(public, sink.take("ada@example.org")[1])
    accept(desk, live_site)
    assert "was accepted" in sink.take("ada@example.org")[0]
    desk.goto(f"{live_site}/curate/replies")
    expect(desk.get_by_role("main")).to_contain_text(re.compile("nominat", re.IGNORECASE))

    open_judging(reload(season))
    first, second = (signed_in(browser, live_site, user) for user in organisers)
    assign(first, live_site, category)
    sink.take(judge.email)
    score(signed_in(browser, live_site, judge), live_site)

    with close_judging(reload(season)):
        decide(first, second, live_site, category)
        announce(first, live_site)
        _subject, text = sink.take("ada@example.org")
        public.goto(f"{live_site}/winners/2026")

        assert "Brightline Broadband" in text
        assert "/winners/2026" in text
        expect(public.get_by_role("heading", name="Brightline Broadband")).to_be_visible()
        expect(public.get_by_text("They stay until it works.")).to_be_visible()
