"""What the tests of letters repeat."""

from app.extensions import db
from app.mail import service
from app.mail.models import Letter
from app.web.actions import act


def queue(number=1):
    act(service.queue_letter, "greeting", subject=f"test:{number}", to="ada@example.org")


def stands():
    db.session.rollback()
    return db.session.query(Letter).one()
