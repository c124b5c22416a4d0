"""The Atom feed of winners."""

from feedgen.feed import FeedGenerator

from app.honours.queries.awards import ShownAward
from app.programme.identity import site
from app.web import atom
from app.web.links import public_link


def write(awards: list[ShownAward]) -> bytes:
    """Write awards as Atom, the newest first; the address of its proof names an award for ever."""
    feed = atom.begin(
        f"{site.name}: winners",
        "Who was honoured for great support, and the proof of it",
        by=site.name,
        own="honours.winners_feed",
        beside="honours.hall_of_fame",
        changed=[award.changed_at for award in awards],
    )
    for award in awards:
        _add(feed, award)
    return atom.write(feed)


def _add(feed: FeedGenerator, award: ShownAward) -> None:
    address = public_link("honours.verify", award=award.public_id)
    entry = feed.add_entry(order="append")
    entry.id(address)
    entry.title(atom.plain(f"{award.winner}: {award.honour.lower()} of {award.category}"))
    entry.link(href=address, rel="alternate", type="text/html")
    entry.category(term=award.category)
    entry.published(award.since)
    entry.updated(award.changed_at)
    said = f" {award.award.citation}" if award.award.citation else ""
    entry.content(atom.plain(f"{award.honour} of {award.category}, {award.season.name}.{said}"), type="text")
