"""What the tests of curators' letters repeat."""

from app import clock
from app.extensions import db
from app.listening.digests.sending import queue_all_due
from app.listening.service.digests import Order, set_digest
from app.mail.models import Letter
from app.web.actions import act
from app.web.links import token_for

EVERY_DAY = list(range(7))


def make_digest(user, *, hour=19, zone="UTC", weekdays=EVERY_DAY, networks=(), languages=(), is_on=True):
    order = Order(hour, zone, list(weekdays), list(networks), list(languages))
    return act(set_digest, order, is_on=is_on, by=user)


def strike(digest):
    """Let the clock reach the hour of a wish, and the worker look."""
    with clock.told_at(digest.next_at):
        return queue_all_due()


def letters_of(purpose="digest"):
    db.session.rollback()
    return db.session.query(Letter).filter_by(purpose=purpose).order_by(Letter.id).all()


def stop_path(digest):
    return f"/digest/{token_for('digest', digest.public_id)}/stop"


def text_of(letter):
    return letter.get_body(("plain",)).get_content()
