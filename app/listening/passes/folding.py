"""Fold near-copies under the first card, hand a card on when it goes, and never drop a row."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import delete, func, insert, or_, select, update

from app import clock
from app.extensions import db, table_of
from app.listening.folding import Print, is_copy, print_of
from app.listening.models import Mention, MentionPrint
from app.listening.rules import MentionState, Voice
from app.web.engine import run

WINDOW = timedelta(days=30)
LOOKED_AT, NEEDED, MOST_HITS = 5, 5, 20_000
ADD_KEYS = insert(table_of(MentionPrint))


@dataclass(slots=True)
class Cards:
    """Cards that may be repeated, with their prints."""

    mentions: dict[int, Mention] = field(default_factory=dict)
    prints: dict[int, Print] = field(default_factory=dict)
    by_key: defaultdict[int, list[int]] = field(default_factory=lambda: defaultdict(list))

    def add(self, mention: Mention, taken: Print) -> None:
        """Know one card more."""
        self.mentions[mention.id], self.prints[mention.id] = mention, taken
        for key in taken.keys:
            self.by_key[key].append(mention.id)

    def find(self, mention: Mention, taken: Print) -> Mention | None:
        """Find the card that a post repeats."""
        for number in nearest(self.by_key, taken):
            card = self.mentions.get(number)
            if card is not None and is_same_company(card, mention) and is_copy(self.prints[number], taken):
                return card
        return None


def fold_new(mention_ids: Sequence[int]) -> int:
    """Fold those of some new posts that repeat an earlier card; the rest become cards. Return how many folded."""
    posts = db.session.scalars(select(Mention).where(Mention.id.in_(mention_ids)).order_by(Mention.id)).all()
    return fold([post for post in posts if not post.is_wiped])


def fold(posts: Sequence[Mention]) -> int:
    """Fold posts that are cards so far under earlier cards, or note what they are found by."""
    prints = {post.id: print_of(post.text) for post in posts}
    cards = find_cards(prints)
    made, folded = [], 0
    for post in posts:
        card = cards.find(post, prints[post.id])
        if card is None:
            cards.add(post, prints[post.id])
            made.append(post.id)
        elif leads(post, card):
            take_over(post, [card])
            cards.add(post, prints[post.id])
            made.append(post.id)
            folded += 1
        else:
            post.copy_of_id = card.copy_of_id or card.id
            folded += 1
    note_keys({number: prints[number] for number in made})
    db.session.flush()
    return folded


def find_cards(prints: Mapping[int, Print]) -> Cards:
    """Load the cards that some posts may repeat, with two queries."""
    keys = {key for taken in prints.values() for key in taken.keys}
    hits = (
        select(MentionPrint.key, MentionPrint.mention_id)
        .where(MentionPrint.key.in_(keys), MentionPrint.mention_id.not_in(list(prints)))
        .order_by(MentionPrint.mention_id.desc())
        .limit(MOST_HITS)
    )
    by_key: defaultdict[int, list[int]] = defaultdict(list)
    for key, number in db.session.execute(hits):
        by_key[key].append(number)
    near = {number for taken in prints.values() for number in nearest(by_key, taken)}
    held = select(Mention).where(
        Mention.id.in_(near), Mention.copy_of_id.is_(None), Mention.text != "", Mention.state != MentionState.GONE
    )
    cards = Cards()
    for card in db.session.scalars(held.order_by(Mention.id)) if near else ():
        cards.add(card, print_of(card.text))
    return cards


def nearest(by_key: Mapping[int, Sequence[int]], taken: Print) -> list[int]:
    """Choose the few posts that share most with one."""
    hits = Counter(number for key in taken.keys for number in by_key.get(key, ()))
    enough = max(1, len(taken.keys) // NEEDED)
    best = sorted((-shared, number) for number, shared in hits.items() if shared >= enough)
    return [number for _, number in best[:LOOKED_AT]]


def is_same_company(one: Mention, other: Mention) -> bool:
    """Tell whether two posts can be about one company."""
    return one.company_id is None or other.company_id is None or one.company_id == other.company_id


def leads(post: Mention, card: Mention) -> bool:
    """Tell whether a later post is the better card: a customer's own words before a company's, or a repeat of them."""
    if card.state is not MentionState.NEW or card.copy_of_id is not None:
        return False
    if post.voice is not card.voice:
        return post.voice is Voice.CUSTOMER
    return is_repeat(card.text) and not is_repeat(post.text)


def is_repeat(text: str) -> bool:
    """Tell whether a post says itself that it repeats another."""
    return text[:4].upper() == "RT @"


def take_over(post: Mention, cards: Iterable[Mention]) -> None:
    """Fold cards under a post with all that is folded under them."""
    for card in cards:
        under = update(Mention).where(or_(Mention.id == card.id, Mention.copy_of_id == card.id))
        db.session.execute(under.where(Mention.id != post.id).values(copy_of_id=post.id))
        forget_keys([card])
    post.copy_of_id = None


def note_keys(prints: Mapping[int, Print]) -> None:
    """Note what cards are found by."""
    rows = [{"key": key, "mention_id": number} for number, taken in prints.items() for key in taken.keys]
    if rows:
        run(ADD_KEYS, rows)


def forget_keys(cards: Iterable[Mention], *, was: str | None = None) -> None:
    """Forget what cards were found by; `was` is the text before an edit."""
    for card in cards:
        keys = print_of(card.text if was is None else was).keys
        gone = delete(MentionPrint).where(MentionPrint.mention_id == card.id, MentionPrint.key.in_(keys))
        db.session.execute(gone)


def hand_on(mentions: Sequence[Mention]) -> None:
    """Before posts are emptied, make the first copy of each a card of its own, with the others under it."""
    going = {mention.id for mention in mentions}
    forget_keys(mention for mention in mentions if mention.copy_of_id is None)
    folded = select(Mention.copy_of_id).where(Mention.copy_of_id.in_(going)).distinct()
    for card_id in db.session.scalars(folded.order_by(Mention.copy_of_id)).all():
        hand_card_on(card_id, going)
    for mention in mentions:
        mention.copy_of_id = None


def hand_card_on(card_id: int | None, going: Collection[int]) -> None:
    """Make the first copy of a card that stays a card, in as many statements however many there are."""
    staying = Mention.copy_of_id == card_id, Mention.id.not_in(going)
    by_voice = select(Mention).where(*staying, Mention.text != "").order_by(Mention.voice != Voice.CUSTOMER, Mention.id)
    first = db.session.scalars(by_voice.limit(1)).first()
    if first is None:
        return
    db.session.execute(update(Mention).where(*staying, Mention.id != first.id).values(copy_of_id=first.id))
    first.copy_of_id = None
    note_keys({first.id: print_of(first.text)})


def copies_of(card_ids: Iterable[int]) -> dict[int, list[Mention]]:
    """Load what is folded under cards, the first first."""
    found: defaultdict[int, list[Mention]] = defaultdict(list)
    held = select(Mention).where(Mention.copy_of_id.in_(list(card_ids)), Mention.text != "").order_by(Mention.id)
    for copy in db.session.scalars(held):
        found[copy.copy_of_id or 0].append(copy)
    return found


def promote(copies: Sequence[Mention]) -> None:
    """Make the first of some copies their card; a customer's before a company's."""
    if not copies:
        return
    first = min(copies, key=lambda copy: (copy.voice is not Voice.CUSTOMER, copy.id))
    for copy in copies:
        copy.copy_of_id = None if copy is first else first.id
    note_keys({first.id: print_of(first.text)})


def fold_again(mention: Mention, *, was: str) -> None:
    """Look anew at an edited post: what is no near-copy any more parts, and the next copy becomes a card."""
    taken = print_of(mention.text)
    if mention.copy_of_id is not None:
        card = db.session.get(Mention, mention.copy_of_id)
        if card is not None and is_copy(print_of(card.text), taken):
            return
        mention.copy_of_id = None
        fold([mention])
        return
    forget_keys([mention], was=was)
    copies = copies_of([mention.id]).get(mention.id, [])
    parted = [copy for copy in copies if not is_copy(print_of(copy.text), taken)]
    promote(parted)
    db.session.flush()
    if len(parted) == len(copies) and mention.state is MentionState.NEW:
        fold([mention])
    else:
        note_keys({mention.id: taken})


def forget_old_keys() -> int:
    """Forget what cards older than the window are found by; return how many hashes went."""
    oldest = db.session.scalar(select(func.min(Mention.id)).where(Mention.found_at >= clock.now() - WINDOW))
    if oldest is None:
        return 0
    gone = delete(MentionPrint).where(MentionPrint.mention_id < oldest).returning(MentionPrint.key)
    return len(db.session.execute(gone).all())
