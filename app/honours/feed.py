"""The Atom feed of winners."""

import re
from datetime import UTC, datetime

from feedgen.feed import FeedGenerator

from app.honours.queries.awards import ShownAward
from app.programme.identity import site
from app.web.links import public_link

NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
SINCE = datetime(2026, 1, 1, tzinfo=UTC)


def write(awards: list[ShownAward]) -> bytes:
    """Write awards as Atom, the newest first; the address of its proof names an award for ever."""
    feed = FeedGenerator()
    feed.id(public_link("honours.winners_feed"))
    feed.title(f"{site.name}: winners")
    feed.subtitle("Who was honoured for great support, and the proof of it")
    feed.author({"name": site.name})
    feed.link(href=public_link("honours.winners_feed"), rel="self", type="application/atom+xml")
    feed.link(href=public_link("honours.hall_of_fame"), rel="alternate", type="text/html")
    feed.updated(max((award.changed_at for award in awards), default=SINCE))
    for award in awards:
        _add(feed, award)
    written: bytes = feed.atom_str(pretty=True)
    return written


def _add(feed: FeedGenerator, award: ShownAward) -> None:
    address = public_link("honours.verify", award=award.public_id)
    entry = feed.add_entry(order="append")
    entry.id(address)
    entry.title(NOT_IN_XML.sub("", f"{award.winner}: {award.honour.lower()} of {award.category}"))
    entry.link(href=address, rel="alternate", type="text/html")
    entry.category(term=award.category)
    entry.published(award.since)
    entry.updated(award.changed_at)
    said = f" {award.award.citation}" if award.award.citation else ""
    entry.content(NOT_IN_XML.sub("", f"{award.honour} of {award.category}, {award.season.name}.{said}"), type="text")
