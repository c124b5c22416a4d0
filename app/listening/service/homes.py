"""What a curator says about their own accounts: on which Mastodon server they write."""

from app.accounts.models import User
from app.audit import service as audit
from app.extensions import db
from app.listening.answering.addresses import read_home
from app.listening.models import ReplyHome


def remember_home(*, typed: str, by: User) -> None:
    """Remember the server a curator writes on; nothing typed forgets it."""
    home = db.session.get(ReplyHome, by.id)
    if not typed.strip():
        if home is not None:
            db.session.delete(home)
            audit.record("reply server forgotten", about=by, by=by)
        return
    host = read_home(typed)
    if home is None:
        db.session.add(ReplyHome(user_id=by.id, host=host))
    elif home.host == host:
        return
    else:
        home.host = host
    audit.record("reply server remembered", about=by, by=by)
