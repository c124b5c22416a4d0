"""The Atom feed of stories."""

from feedgen.feed import FeedGenerator

from app.nominations.queries.stories import Story
from app.programme.identity import site
from app.web import atom
from app.web.links import public_link


def write(stories: list[Story]) -> bytes:
    """Write stories as Atom, the newest first; an address names its story for ever."""
    feed = atom.begin(
        f"{site.name}: stories",
        "Great support, told by those who were helped",
        by=site.name,
        own="home.stories_feed",
        beside="home.front",
        changed=[story.decided_at for story in stories],
    )
    place = public_link("nominations.show_story", story_id="")
    for story in stories:
        _add(feed, story, f"{place}{story.story_id}")
    return atom.write(feed)


def _add(feed: FeedGenerator, story: Story, address: str) -> None:
    about = f"{story.nominee}, {story.company_name}" if story.nominee else story.company_name
    entry = feed.add_entry(order="append")
    entry.id(address)
    entry.title(atom.plain(f"{about} (written by an employee)" if story.is_from_staff else about))
    entry.link(href=address, rel="alternate", type="text/html")
    told_by = story.told_by or ("Somebody who works there" if story.is_from_staff else "A customer")
    entry.author({"name": atom.plain(told_by)})
    entry.category(term=story.category_name)
    entry.published(story.decided_at)
    entry.updated(story.decided_at)
    entry.content(atom.plain(story.text), type="text")
