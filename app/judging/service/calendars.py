"""Give a judge's calendar a new private address."""

from sqlalchemy import select

from app.accounts.models import User
from app.audit import service as audit
from app.extensions import db
from app.judging.models import CalendarLink


def renew_calendar_link(*, by: User) -> CalendarLink:
    """End the private address of a judge's calendar; from now on another one leads to it."""
    link = db.session.scalar(select(CalendarLink).filter_by(user_id=by.id).with_for_update())
    if link is None:
        link = CalendarLink(user_id=by.id, generation=0)
        db.session.add(link)
    link.generation += 1
    db.session.flush()
    audit.record("calendar link renewed", about=by, by=by)
    return link
