"""What people do about learning: switch it, hold a version or go on, and weigh words and authors by hand."""

from collections.abc import Sequence

from sqlalchemy import delete, select

from app import clock
from app.accounts.models import User
from app.audit import service as audit
from app.errors import Conflict, Missing
from app.extensions import db
from app.listening.contacting.leaving_out import find_refused
from app.listening.contacting.names import hash_of_handle, present
from app.listening.learning.ranking import plain
from app.listening.models import AuthorWeight, Contact, ContactName, LearnedWeight, WordWeight
from app.listening.teaching.using import lock_learning, order_anew

WORKER = "worker"
WORDS_MOST = 200
REFUSED = "This author is not to be contacted and none of their posts is kept, so there is nothing to weigh."
FULL = "There are {0} weights of this kind already. Remove one that no longer helps."


def switch(*, is_on: bool, by: User) -> None:
    """Let what was learnt order the queue, or the rule alone; verdicts are kept either way."""
    learning = lock_learning()
    if learning.is_on == is_on:
        return
    learning.is_on = is_on
    order_anew(learning)
    audit.record("learning switched on" if is_on else "learning switched off", about="learning", by=by)


def hold(version: int, *, by: User) -> LearnedWeight:
    """Use one version and stay with it, whatever is learnt at night."""
    learning = lock_learning()
    wanted = db.session.get(LearnedWeight, version)
    if wanted is None:
        raise Conflict("This version is no longer kept. The ones below are.")
    if learning.used_id == version and learning.is_held:
        return wanted
    learning.used_id, learning.is_held = version, True
    order_anew(learning)
    audit.record("learnt order held", about=wanted, by=by)
    return wanted


def let_go(*, by: User) -> None:
    """Use the latest version where it helps, and each new one as it is learnt."""
    learning = lock_learning()
    if not learning.is_held:
        return
    learning.is_held = False
    latest = db.session.scalar(select(LearnedWeight).order_by(LearnedWeight.id.desc()).limit(1))
    learning.used_id = latest.id if latest is not None and latest.is_of_help else None
    order_anew(learning)
    audit.record("learnt order let go", about="learning", by=by)


def weigh_words(words: str, *, weight: int, by: User) -> WordWeight:
    """Bring posts with these words up or down; the words are kept as posts are read, in lower case."""
    words = plain(words).strip()
    held = db.session.scalar(select(WordWeight).where(WordWeight.words == words).with_for_update())
    if held is None:
        require_room(WordWeight)
        held = WordWeight(words=words)
    set_weight(held, weight, by)
    audit.record("words weighed", about=held, by=by, changed="weight")
    return held


def weigh_author(network: str, *, handle: str, weight: int, by: User) -> AuthorWeight:
    """Bring posts of an author up or down."""
    handle = handle.removeprefix("@").casefold()
    wanted = AuthorWeight.network == network, AuthorWeight.handle == handle
    if find_refused({*present([hash_of_handle(network, handle)])}):
        raise Conflict(REFUSED)
    held = db.session.scalar(select(AuthorWeight).where(*wanted).with_for_update())
    if held is None:
        require_room(AuthorWeight)
        held = AuthorWeight(network=network, handle=handle)
    set_weight(held, weight, by)
    audit.record("author weighed", about=held, by=by, changed="weight")
    return held


def forget_weights(contacts: Sequence[Contact]) -> None:
    """Let weights go with the handles of authors who are not to be contacted."""
    ids = [each.id for each in contacts]
    names = set(db.session.scalars(select(ContactName.name_hash).where(ContactName.contact_id.in_(ids))))
    for weight in db.session.scalars(select(AuthorWeight).order_by(AuthorWeight.id)).all():
        if hash_of_handle(weight.network, weight.handle) in names:
            remove_weight(AuthorWeight, weight.id, by=WORKER)


def require_room(table: type[WordWeight] | type[AuthorWeight]) -> None:
    """Refuse more weights than a page shows and a ranking can afford."""
    if len(db.session.scalars(select(table.id).limit(WORDS_MOST)).all()) >= WORDS_MOST:
        raise Conflict(FULL.format(WORDS_MOST))


def set_weight(held: WordWeight | AuthorWeight, weight: int, by: User) -> None:
    """Give a weight its number, and have the queue put in order."""
    held.weight, held.changed_at, held.changed_by_id = weight, clock.now(), by.id
    db.session.add(held)
    db.session.flush()
    order_anew(lock_learning())


def remove_weight(table: type[WordWeight] | type[AuthorWeight], number: int, *, by: User | str) -> None:
    """Let a weight set by hand count no more."""
    gone = db.session.execute(delete(table).where(table.id == number).returning(table.id)).first()
    if gone is None:
        raise Missing
    order_anew(lock_learning())
    audit.record("weight removed", about=f"{table.__tablename__}:{number}", by=by)
