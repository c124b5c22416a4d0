"""What machines read: Atom, calendar, map of the site, Open Graph and the marks of schema.org."""

from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from icalendar import Calendar

from app.web.actions import act
from tests.make import make_category, make_company, make_entry, make_nomination, reload

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


class Marks(HTMLParser):
    """Collect the properties and types a page is marked up with."""

    def __init__(self, page):
        super().__init__()
        self.types, self.values, self.shared = [], {}, {}
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        if "itemtype" in found:
            self.types.append(found["itemtype"].removeprefix("https://schema.org/"))
        if "itemprop" in found:
            self.values.setdefault(found["itemprop"], found.get("content", ""))
        if tag == "meta" and "property" in found:
            self.shared[found["property"]] = found["content"]


@pytest.fixture
def story():
    entry = make_entry(company=make_company("Gatewright & Sons"))
    return make_nomination(state="accepted", entry=entry, story="They mended <b>the gate</b> & said sorry.", name="Ada")


def test_the_feed_holds_each_story_once_under_an_address_that_stays(client, story):
    feed = ElementTree.fromstring(client.get("/feeds/stories.atom").get_data())

    (entry,) = feed.findall(f"{ATOM}entry")
    assert entry.find(f"{ATOM}id").text == f"http://localhost/stories/{story.story_id}"
    assert entry.find(f"{ATOM}title").text == "Gatewright & Sons"
    assert entry.find(f"{ATOM}content").text == "They mended <b>the gate</b> & said sorry."
    assert entry.find(f"{ATOM}author/{ATOM}name").text == "A customer"
    assert feed.find(f"{ATOM}updated").text is not None


def test_a_character_that_xml_cannot_hold_spoils_no_feed(client):
    make_nomination(state="accepted", entry=make_entry(), story="They mended\uffff the gate and said sorry.")

    feed = ElementTree.fromstring(client.get("/feeds/stories.atom").get_data())

    assert feed.find(f"{ATOM}entry/{ATOM}content").text == "They mended the gate and said sorry."


def test_the_feed_is_there_before_the_first_story(client):
    answer = client.get("/feeds/stories.atom")

    assert answer.mimetype == "application/atom+xml"
    assert ElementTree.fromstring(answer.get_data()).findall(f"{ATOM}entry") == []


def test_every_page_names_the_feed(client):
    assert 'type="application/atom+xml"' in client.get("/how-we-judge").get_data(as_text=True)


def test_the_calendar_holds_the_seasons_days_under_names_that_stay(client):
    season = make_category().season

    first = Calendar.from_ical(client.get("/calendar.ics").get_data())
    again = Calendar.from_ical(client.get("/calendar.ics?again=1").get_data())

    days = {str(event["uid"]): event.decoded("dtstart") for event in first.walk("VEVENT")}
    assert len(days) == 5
    assert days[f"{season.slug}-nominations-open-on@localhost"] == season.nominations_open_at.date()
    assert [event["uid"] for event in again.walk("VEVENT")] == list(days)


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Awards; 2026, \\ all: of them", r"Awards\; 2026\, \\ all: of them"),
        ("Two\nEND:VCALENDAR\r\nlines", "Two END:VCALENDAR lines"),
    ],
    ids=["marks", "lines"],
)
def test_the_calendar_holds_a_season_with_any_name(client, name, written):
    season = make_category().season

    def name_it():
        season.name = name

    act(name_it)

    calendar = Calendar.from_ical(client.get("/calendar.ics").get_data())
    assert str(calendar["x-wr-calname"]) == written
    assert len(calendar.walk("VEVENT")) == 5


def test_the_calendar_is_empty_before_the_first_season(client):
    assert Calendar.from_ical(client.get("/calendar.ics").get_data()).walk("VEVENT") == []


def test_the_map_names_stories_companies_and_categories_that_are_public(client, story):
    hidden = make_nomination(state="accepted", is_off_site=True)

    found = ElementTree.fromstring(client.get("/sitemap.xml").get_data())

    addresses = {each.text for each in found.iter(f"{MAP}loc")}
    assert f"http://localhost/stories/{story.story_id}" in addresses
    assert "http://localhost/companies/gatewright-sons" in addresses
    assert not [each for each in addresses if hidden.story_id in each]


def test_robots_are_asked_to_leave_private_pages_alone(client):
    asked = client.get("/robots.txt").get_data(as_text=True)

    assert "Disallow: /nominations/" in asked
    assert "Sitemap: http://localhost/sitemap.xml" in asked


def test_a_story_can_be_shared_with_title_text_address_and_picture(client, story):
    marks = Marks(client.get(f"/stories/{story.story_id}").get_data(as_text=True))

    assert marks.shared["og:title"] == "A story about Gatewright & Sons"
    assert marks.shared["og:description"].startswith("They mended <b>the gate</b>")
    assert marks.shared["og:url"] == f"http://localhost/stories/{story.story_id}"
    assert marks.shared["og:image"].startswith("http://localhost/static/")


def test_a_customers_story_is_marked_as_a_review_of_the_company_without_a_rating(client, story):
    marks = Marks(client.get(f"/stories/{story.story_id}").get_data(as_text=True))

    assert marks.types == ["Review", "Organization", "Person"]
    assert {"itemReviewed", "reviewBody", "author", "datePublished"} <= marks.values.keys()
    assert "reviewRating" not in marks.values


def test_an_employees_story_is_no_review(client):
    story = make_nomination(state="accepted", relation="employee")

    marks = Marks(client.get(f"/stories/{reload(story).story_id}").get_data(as_text=True))

    assert marks.types[0] == "CreativeWork"
    assert "reviewBody" not in marks.values
    assert "itemReviewed" not in marks.values
