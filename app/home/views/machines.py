"""What machines ask for: the feed, the calendar, the map of the site and what robots may read."""

from flask import Response
from flask.typing import ResponseReturnValue

from app.home import calendar, feed, queries, sitemap
from app.home.views.blueprint import views
from app.nominations import queries as nominations
from app.programme import queries as programme
from app.web.kept_pages import kept

FED = 30


@views.get("/feeds/stories.atom")
@kept
def stories_feed() -> ResponseReturnValue:
    """Give the newest stories to feed readers."""
    written = feed.write(nominations.list_latest_stories(FED))
    return Response(written, content_type="application/atom+xml; charset=utf-8")


@views.get("/calendar.ics")
@kept
def season_calendar() -> ResponseReturnValue:
    """Give the season's days to calendars."""
    written = calendar.write(programme.find_current_season())
    return Response(written, content_type="text/calendar; charset=utf-8")


@views.get("/sitemap.xml")
@kept
def site_map() -> ResponseReturnValue:
    """List the pages search engines may show: those that stay, and the newest stories and companies."""
    return Response(sitemap.write(queries.list_categories()), content_type="application/xml; charset=utf-8")


@views.get("/robots.txt")
@kept
def robots() -> ResponseReturnValue:
    """Ask robots to leave private pages alone."""
    return Response(sitemap.write_robots(), content_type="text/plain; charset=utf-8")
