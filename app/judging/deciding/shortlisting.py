"""The shortlist: the entries at or over the line, published after judging and before the winners."""

import json

from sqlalchemy import select

from app import clock
from app.accounts.models import User
from app.audit import service as audit
from app.errors import Conflict, Refused
from app.extensions import db
from app.judging import visibility
from app.judging.models import Result, Shortlist
from app.judging.queries.panels import list_entries_with_stories
from app.mail import service as mail
from app.nominations import queries as nominations
from app.nominations.models import Entry, Nomination
from app.nominations.queries.outcomes import Outcome, tells_shortlisted
from app.programme.models import Category, Season
from app.web.engine import lock


def publish_shortlist(category: Category, *, by: User) -> Shortlist:
    """Publish the entries at or over the line; after a new computation it can be published again."""
    visibility.require_numbered(by, category, clock.now())
    lock(category)
    result = visibility.find_newest_result(category)
    if result is None:
        raise Refused("Compute the result first.")
    if category.season.published_at is not None:
        raise Conflict(f"{category.season.name} was announced already, so its shortlist stays as it is.")
    row = find_shortlist(category) or Shortlist(category_id=category.id)
    if row.result_id == result.id:
        raise Conflict(f"The shortlist of {category.name} is public already.")
    row.result_id, row.published_at = result.id, clock.now()
    db.session.add(row)
    db.session.flush()
    entries = entries_over(category, result)
    audit.record("shortlist published", about=category, by=by, result=result.id, entries=len(entries))
    for nomination, address in nominations.list_nominators_of([entry.id for entry in entries]):
        mail.queue_letter("shortlisted", subject=f"shortlisted:{nomination}", to=address)
    return row


def find_shortlist(category: Category) -> Shortlist | None:
    """Find the shortlist of a category, once it is public."""
    return db.session.get(Shortlist, category.id)


def entries_over(category: Category, result: Result) -> list[Entry]:
    """List the entries of a result at or over the shortlist line that still rest on a story, by name."""
    rows = json.loads(result.document)["results"]["entries"]
    over = {row["entry"] for row in rows if row["shortlisted"]}
    return [entry for entry in list_entries_with_stories(category) if entry.public_id in over]


def list_public_shortlists(season: Season) -> list[tuple[Category, list[Entry]]]:
    """List what everybody may know before the winners: the shortlisted entries of each category, by name."""
    categories = {category.id: category for category in season.categories}
    query = select(Shortlist).where(Shortlist.category_id.in_(categories))
    shown = {row.category_id: row for row in db.session.scalars(query)}
    return [
        (category, entries_over(category, shown[number].result))
        for number, category in categories.items()
        if number in shown
    ]


def list_shortlisted_seasons() -> list[Season]:
    """List the seasons with a public shortlist whose winners are still to come, newest first."""
    shown = select(Category.season_id).join(Shortlist, Shortlist.category_id == Category.id)
    query = select(Season).where(Season.id.in_(shown), Season.published_at.is_(None))
    return list(db.session.scalars(query.order_by(Season.nominations_open_at.desc())))


@tells_shortlisted
def tell_shortlisted(nomination: Nomination) -> Outcome | None:
    """Say on the nominator's page that the entry is on the shortlist, once everybody may know."""
    row = find_shortlist(nomination.category)
    if row is None or nomination.entry is None:
        return None
    if nomination.entry.standing_id not in {entry.id for entry in entries_over(nomination.category, row.result)}:
        return None
    sentence = f"{nomination.entry.public_title} is among the entries that the judges put over the line."
    return Outcome(sentence, link=f"/winners/{nomination.season.slug}", at=row.published_at)
