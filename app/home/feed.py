"""The Atom feed of stories."""

import re
from datetime import UTC, datetime

from feedgen.feed import FeedGenerator

from app.nominations.queries.stories import Story
from app.programme.identity import site
from app.web.links import public_link

NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
SINCE = datetime(2026, 1, 1, tzinfo=UTC)


def write(stories: list[Story]) -> bytes:
    """Write stories as Atom, the newest first; an address names its story for ever."""
    feed = FeedGenerator()
    feed.id(public_link("home.stories_feed"))
    feed.title(f"{site.name}: stories")
    feed.subtitle("Great support, told by those who were helped")
    feed.author({"name": site.name})
    feed.link(href=public_link("home.stories_feed"), rel="self", type="application/atom+xml")
    feed.link(href=public_link("home.front"), rel="alternate", type="text/html")
    feed.updated(max((story.decided_at for story in stories), default=SINCE))
    place = public_link("nominations.show_story", story_id="")
    for story in stories:
        _add(feed, story, f"{place}{story.story_id}")
    written: bytes = feed.atom_str(pretty=True)
    return written


def _add(feed: FeedGenerator, story: Story, address: str) -> None:
    about = f"{story.nominee}, {story.company_name}" if story.nominee else story.company_name
    entry = feed.add_entry(order="append")
    entry.id(address)
    entry.title(NOT_IN_XML.sub("", f"{about} (written by an employee)" if story.is_from_staff else about))
    entry.link(href=address, rel="alternate", type="text/html")
    told_by = story.told_by or ("Somebody who works there" if story.is_from_staff else "A customer")
    entry.author({"name": NOT_IN_XML.sub("", told_by)})
    entry.category(term=story.category_name)
    entry.published(story.decided_at)
    entry.updated(story.decided_at)
    entry.content(NOT_IN_XML.sub("", story.text), type="text")
