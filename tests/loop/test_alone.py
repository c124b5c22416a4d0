"""An organiser alone, from an empty season to published winners and to feedback a company reads."""

import re
from datetime import timedelta

import pytest
import time_machine
from playwright.sync_api import expect

from app import clock
from app.extensions import db
from app.judging import service as judging
from app.judging.models import SignOff
from app.nominations.models import Entry
from app.programme.models import Season
from app.web.actions import act
from tests.honours.rows import REST, WON, score
from tests.look.leaving import leaving
from tests.make import PASSWORD, make_company, make_nomination, make_user, sent_letters

pytestmark = pytest.mark.browser
WINNER, OTHER = "Brightline Broadband", "Quiet Hosting"
CATEGORY = "Best recovery, made it right"


class Desk:
    """The organiser's only window, in which they go where the overview sends them."""

    def __init__(self, page, site, user):
        self.page, self.site, self.user = page, site, user

    def log_in(self):
        """Begin a day's work."""
        self.page.goto(f"{self.site}/login?next=/organise/")
        self.page.get_by_label("Email address").fill(self.user.email)
        self.page.get_by_label("Password", exact=True).fill(PASSWORD)
        with leaving(self.page):
            self.press("Log in")

    def follow(self, step):
        """Take the next step of the checklist, which is this one."""
        self.page.goto(f"{self.site}/organise/")
        card = self.page.get_by_role("region", name=step)
        expect(card).to_contain_text("Next")
        with leaving(self.page):
            card.get_by_role("button").click()

    def press(self, name):
        """Press a button."""
        self.page.get_by_role("button", name=name).click()

    def open(self, name):
        """Follow a link to another page."""
        with leaving(self.page):
            self.page.get_by_role("main").get_by_role("link", name=name).first.click()

    def fill(self, **words):
        """Fill in fields by their labels."""
        for label, typed in words.items():
            self.page.get_by_label(label.replace("_", " "), exact=True).fill(typed)

    def reads(self, words):
        """Wait for the site to say something."""
        expect(self.page.get_by_role("main").get_by_text(words).first).to_be_visible()


@pytest.fixture
def desk(app, live_site, page):
    act(judging.install_rubrics)
    desk = Desk(page, live_site, make_user(role="organiser", name="Olga Organiser"))
    desk.log_in()
    return desk


def open_season(desk):
    """Go through the wizard with the days it proposes, but nominations from today on and one category."""
    desk.follow("Open a season")
    desk.press(re.compile("^Begin$"))
    desk.press("Continue")
    today = clock.now().date()
    for place, part in enumerate((today.day, today.month, today.year)):
        desk.page.locator('input[name="nominations_open_on"]').nth(place).fill(str(part))
    desk.press("Continue")
    expect(desk.page.get_by_role("heading", level=1)).to_have_text("What is honoured?")
    for box in desk.page.locator('input[name="chosen"]').all():
        box.set_checked(box.get_attribute("value") == "best-recovery")
    for _page in ("categories", "yardstick", "people"):
        with leaving(desk.page):
            desk.press("Continue")
    desk.press("Make the season")
    desk.reads(CATEGORY)
    return db.session.query(Season).one()


def prepare(desk):
    """Say who runs the awards, and be the curator as well, for there is nobody else."""
    desk.follow("Say who runs the awards")
    desk.page.get_by_label("Who runs them").fill("Hands Ltd")
    desk.page.get_by_label("Contact address").fill("hello@hands.example")
    with leaving(desk.page):
        desk.press("Save")
    desk.follow("Invite curators")
    desk.open("Olga Organiser")
    desk.page.get_by_label("Curator").check()
    desk.press("Save the roles")
    desk.reads("The roles are saved.")


def gather(desk, category):
    """Let two people send nominations, and accept both."""
    for name in (WINNER, OTHER):
        make_nomination(category=category, company_id=make_company(name).id, company_name=name)
    for name in (WINNER, OTHER):
        desk.follow("Gather and read the nominations")
        desk.open(re.compile(name))
        desk.press(re.compile("^Accept"))
        desk.reads(f"Accepted: {name}")


def ask_judges(desk, judges):
    """Plan who judges what, and ask them."""
    desk.follow("Give every entry its judges")
    desk.press("Plan who judges what")
    desk.press(f"Ask {len(judges)} judges")
    desk.reads("Nothing to do: every entry has its judges.")


def hand_in(judges):
    """Let every judge score what they were asked for."""
    db.session.rollback()
    for number, judge in enumerate(judges):
        for entry in db.session.query(Entry):
            score(judge, entry, WON if entry.company.name == WINNER else REST, number)


def decide(desk):
    """Compute, propose what the figures say, sign alone and write the minutes."""
    desk.follow("Compute the results")
    desk.open(CATEGORY)
    desk.press("Seal and compute the result")
    desk.page.get_by_label("Award", exact=True).check()
    desk.page.get_by_role("checkbox", name=WINNER).check()
    desk.fill(Citation="They stay until it works.")
    with leaving(desk.page):
        desk.press("Propose")
    desk.follow("Sign the decisions")
    desk.open(CATEGORY)
    desk.press("Sign this decision")
    expect(desk.page.get_by_role("alert")).to_contain_text(f"Type “{CATEGORY}” to confirm")
    desk.fill(Name_of_the_category=CATEGORY)
    desk.press("Sign this decision")
    desk.reads(re.compile("Signed by Olga Organiser on .*, alone"))
    desk.page.get_by_role("link", name="Minutes").click()
    desk.page.get_by_label("Who was present?").fill("Olga Organiser")
    desk.page.get_by_label("What was discussed?").fill("The figures leave no doubt.")
    desk.press("Save the minutes")
    expect(desk.page.get_by_role("article", name="Minutes, version 1")).to_contain_text("no doubt")


def announce(desk):
    """Let everybody see who won."""
    desk.follow("Announce the winners")
    desk.page.get_by_role("checkbox").check()
    desk.press("Announce now")
    desk.press("See the winners as everybody does")


def write_to_winner(desk):
    """Enter a contact the company's own door names, and send the one letter."""
    desk.follow("Write to the companies")
    desk.reads("No contact is known.")
    desk.open(f"Contacts of {WINNER}")
    desk.fill(Name="Pat Press", Role="Press", Email_address="press@brightline.example")
    desk.page.get_by_label("Where you found it").fill("brightline.example/press")
    desk.page.get_by_label("Why this address is right").fill("It stands on their door.")
    desk.press("Enter the contact")
    expect(desk.page.get_by_role("listitem").filter(has_text="Pat Press")).to_contain_text("Proven")
    desk.follow("Write to the companies")
    desk.page.get_by_label(WINNER).check()
    desk.page.get_by_label("How many letters go out?").fill("1")
    desk.press("Send the letters")
    desk.reads("Written to")
    desk.follow("Begin the next season")


def test_an_organiser_alone_goes_from_an_empty_season_to_winners_and_feedback(app, desk, browser):
    season = open_season(desk)
    prepare(desk)
    gather(desk, season.categories[0])
    judges = [make_user(role="judge") for _ in range(3)]
    with time_machine.travel(season.judging_opens_at + timedelta(hours=1), tick=True):
        desk.log_in()
        ask_judges(desk, judges)
        hand_in(judges)
    with time_machine.travel(season.judging_closes_at + timedelta(hours=1), tick=True):
        desk.log_in()
        decide(desk)
    with time_machine.travel(season.announced_at, tick=True):
        desk.log_in()
        announce(desk)
        expect(desk.page.get_by_role("heading", name=WINNER)).to_be_visible()
        assert not [letter for letter in sent_letters(app) if letter["To"] == "press@brightline.example"]
        write_to_winner(desk)
        (letter,) = [letter for letter in sent_letters(app) if letter["To"] == "press@brightline.example"]
        company = browser.new_context().new_page()
        company.goto(re.search(r"http\S+/company/\S+", letter.get_body(("plain",)).get_content()).group())

        expect(company.get_by_role("heading", name=f"Winner of {CATEGORY}")).to_be_visible()
        expect(company.get_by_role("heading", name="What the judges say")).to_be_visible()
        expect(company.get_by_text("Well done, part 0a1")).to_be_visible()
        expect(company.get_by_text("For the panel alone")).to_have_count(0)
    db.session.rollback()
    assert [row.is_alone for row in db.session.query(SignOff)] == [True]
