"""Store posts once: new ones go in, edited ones are brought up to date, odd ones are kept aside."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Table, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from app import clock
from app.audit import service as audit
from app.audit.service import Actor
from app.extensions import Base, db, table_of
from app.listening import praise
from app.listening.contacting.leaving_out import find_left_out
from app.listening.contacting.names import hash_of_handle, hash_of_id
from app.listening.finding import Clues, clues_in
from app.listening.finding.languages import UNDETERMINED, has_word_table, no_language, primary
from app.listening.finding.voices import Author
from app.listening.funnel.noting import count_found
from app.listening.learning.ranking import Ranker
from app.listening.models import Mention, Quarantine
from app.listening.passes.adopting import adopt_pasted, complete
from app.listening.passes.facts import Asked, Fact, find_facts
from app.listening.passes.folding import fold_again, fold_new
from app.listening.passes.words import note_words_again, note_words_of
from app.listening.posts import Post, Rejected
from app.listening.rules import MentionState
from app.listening.teaching import verdicts
from app.listening.teaching.using import find_ranker, place_of
from app.listening.tombstones import find_buried
from app.web.engine import run
from app.web.links import new_public_id

Key = tuple[str, str]
NO_CLUES = Clues()
MENTION = table_of(Mention)


@dataclass(frozen=True, slots=True)
class Scored:
    """A post with its score and the reasons for it; scoring happens before the transaction."""

    post: Post
    score: float | None
    reasons: tuple[str, ...]
    clues: Clues = NO_CLUES

    @property
    def key(self) -> Key:
        """Return what makes a post one post."""
        return self.post.network, self.post.post_id

    @property
    def asked(self) -> Asked:
        """Return what tells whom the post is about."""
        post = self.post
        return Asked(post.network, post.url, post.text, Author(post.author_handle, post.author_name), self.clues)


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of some posts: how many were new, edited, known, newly set aside, and free of charge."""

    new: int = 0
    edited: int = 0
    known: int = 0
    aside: int = 0
    free: int = 0
    left_out: int = 0

    def __add__(self, other: "Stored") -> "Stored":
        return Stored(
            *(mine + theirs for mine, theirs in zip(asdict(self).values(), asdict(other).values(), strict=True))
        )


def score(posts: Iterable[Post], *, detect: Callable[[str], str] = no_language) -> list[Scored]:
    """Score posts; of one post given twice the newest version counts.

    `detect` tells the language of a post without a tag; it is not given where pages are made, for it is heavy.
    """
    newest: dict[Key, Post] = {}
    for post in posts:
        held = newest.get((post.network, post.post_id))
        if held is None or is_later(post.version_id, held.version_id):
            newest[post.network, post.post_id] = post
    return [score_one(post, detect) for _, post in sorted(newest.items())]


def score_one(post: Post, detect: Callable[[str], str]) -> Scored:
    """Score a post in a language with a word table, and list what could name its company."""
    lang = primary(post.lang)
    lang = detect(post.text) if lang == UNDETERMINED else lang
    told = replace(post, lang=lang)
    if not has_word_table(lang):
        return Scored(told, None, (), clues_in(post.text))
    explained = praise.explain(post.text)
    return Scored(told, explained.score, tuple(explained.reasons), clues_in(post.text))


def is_later(one: str, other: str) -> bool:
    """Tell whether one version of a post follows another; one that a file brought may bear no number."""
    return one.isdecimal() and (not other.isdecimal() or int(one) > int(other))


def store(
    scored: Sequence[Scored],
    rejected: Sequence[Rejected],
    *,
    watch_id: int | None = None,
    paid_on: date | None = None,
) -> Stored:
    """Store scored posts and set the rejected ones aside; doing it twice changes nothing.

    Where a day ended between a request and its answer, nobody knows which of them its posts were charged on; they
    count for the first, and none of them as free.
    """
    today = clock.now().date()
    read_on = (paid_on or today) if watch_id is not None else None
    adopt_pasted(each.post for each in scored)
    unwanted = find_left_out(each.post for each in scored)
    new = insert_new([each for each in scored if each.key not in unwanted], watch_id=watch_id, read_on=read_on)
    rows = find_rows([each for each in scored if each.key not in new])
    rest = [each for each in scored if each.key in rows]
    free = sum(1 for each in rest if read_on == today and is_free(rows[each.key], each, today))
    edited = bring_all_up_to_date(rest, rows)
    if read_on is not None:
        note_charge(rows.values(), read_on)
    aside = set_aside(rejected, watch_id=watch_id)
    left_out = len(unwanted - rows.keys())
    known = len(scored) - len(new) - edited - left_out
    return Stored(new=len(new), edited=edited, known=known, aside=aside, free=free, left_out=left_out)


def insert_new(scored: Sequence[Scored], *, watch_id: int | None, read_on: date | None) -> set[Key]:
    """Insert the posts that are not here yet and return their keys; what was wiped stays out."""
    wiped = find_buried(each.key for each in scored)
    facts = find_facts({each.key: each.asked for each in scored if each.key not in wiped})
    ranker = find_ranker()
    rows = [
        {
            **asdict(each.post),
            "author_hash": hash_of_id(each.post.network, each.post.author_id),
            "handle_hash": hash_of_handle(each.post.network, each.post.author_handle),
            "public_id": new_public_id(),
            **standing_of(each, facts[each.key], ranker),
            "company_id": facts[each.key].company_id,
            "state": MentionState.NEW,
            "watch_id": watch_id,
            "found_at": clock.now(),
            "charged_on": read_on,
        }
        for each in scored
        if each.key not in wiped
    ]
    if not rows:
        return set()
    once = insert_many_once(MENTION, "network", "post_id")
    given = run(once.returning(MENTION.c.network, MENTION.c.post_id, MENTION.c.id), rows)
    new = {(row.network, row.post_id): row.id for row in given}
    wiped = take_out_wiped(set(new))
    kept = [number for key, number in new.items() if key not in wiped]
    note_words_of(kept)
    fold_new(kept)
    count_found((network for network, _ in set(new) - wiped), watch_id=watch_id)
    return set(new) - wiped


def standing_of(scored: Scored, fact: Fact, ranker: Ranker) -> dict[str, Any]:
    """Say where a post stands: its score, who speaks, its rank and the reasons."""
    return {"score": scored.score, "voice": fact.voice, **place_of(ranker, scored.post, scored.score, fact.voice)}


def take_out_wiped(new: set[Key]) -> set[Key]:
    """Take out again what another transaction wiped while this one waited to insert it, and return the keys."""
    wiped = find_buried(new)
    for network, post_id in wiped:
        db.session.execute(delete(Mention).where(Mention.network == network, Mention.post_id == post_id))
    return wiped


def insert_once(table: type[Base], rows: list[dict[str, Any]], *unique: str) -> Any:
    """Build an insert that passes over rows which are there already, on either database."""
    return insert_for_this_database()(table).values(rows).on_conflict_do_nothing(index_elements=list(unique))


def insert_many_once(table: Table, *unique: str) -> Any:
    """Build the same for rows that are given when it runs: its words are put together once, not for each row."""
    return insert_for_this_database()(table).on_conflict_do_nothing(index_elements=list(unique))


def insert_for_this_database() -> Callable[..., Any]:
    """Return the insert of this database, which knows about rows that are there already."""
    return postgresql.insert if db.session.get_bind().dialect.name == "postgresql" else sqlite.insert


def find_rows(scored: Sequence[Scored]) -> dict[Key, Mention]:
    """Load the mentions of posts that are here already, and keep them from being wiped meanwhile."""
    found: dict[Key, Mention] = {}
    for network in {each.post.network for each in scored}:
        ids = [each.post.post_id for each in scored if each.post.network == network]
        held = select(Mention).where(Mention.network == network, Mention.post_id.in_(ids))
        rows = db.session.scalars(held.order_by(Mention.id).with_for_update(of=Mention))
        found.update({(row.network, row.post_id): row for row in rows})
    return found


def is_free(mention: Mention, scored: Scored, today: date) -> bool:
    """Tell whether a network charges nothing: the same version was paid for on the same day."""
    return mention.charged_on == today and mention.version_id == scored.post.version_id


def bring_all_up_to_date(scored: Sequence[Scored], rows: Mapping[Key, Mention]) -> int:
    """Take over the edits among some posts, and return how many there were."""
    newer = [each for each in scored if is_edited(rows[each.key], each)]
    for each in scored:
        if not rows[each.key].is_wiped:
            complete(rows[each.key], each.post)
    if not newer:
        return 0
    facts, ranker = find_facts({each.key: each.asked for each in newer}), find_ranker()
    return sum(1 for each in newer if bring_up_to_date(rows[each.key], each, facts[each.key], ranker))


def is_edited(mention: Mention, scored: Scored) -> bool:
    """Tell whether a post was read in a later version; what was wiped stays empty."""
    return not mention.is_wiped and is_later(scored.post.version_id, mention.version_id)


def bring_up_to_date(mention: Mention, scored: Scored, fact: Fact, ranker: Ranker) -> bool:
    """Take over an edit, note when it came, and tell whether the words are others; a company named by hand stays."""
    post, was, stood_at = scored.post, mention.text, mention.url
    says_the_same = (mention.text, mention.url) == (post.text, post.url)
    if was != post.text:
        mention.edited_at = clock.now()
    mention.version_id, mention.url, mention.text, mention.lang = post.version_id, post.url, post.text, post.lang
    if not says_the_same:
        note_words_again(mention, was=was, stood_at=stood_at)
    if was != post.text:
        verdicts.take_back([mention.id])
    for name, value in standing_of(scored, fact, ranker).items():
        setattr(mention, name, value)
    if mention.company_by_id is None:
        mention.company_id = fact.company_id
    if was != post.text:
        fold_again(mention, was=was)
    return not says_the_same


def note_charge(mentions: Iterable[Mention], read_on: date) -> None:
    """Note on which day posts were last paid for."""
    ids = [mention.id for mention in mentions if mention.charged_on != read_on]
    if ids:
        db.session.execute(update(Mention).where(Mention.id.in_(ids)).values(charged_on=read_on))


def set_aside(rejected: Sequence[Rejected], *, watch_id: int | None) -> int:
    """Keep rejected posts aside, each once, and return how many were new there; of what was wiped nothing is kept."""
    wiped = find_buried((each.network, each.post_id) for each in rejected if each.network and each.post_id)
    rows = [
        {**asdict(each), "watch_id": watch_id, "noticed_at": clock.now()}
        for each in {each.fingerprint: each for each in rejected}.values()
        if (each.network, each.post_id) not in wiped
    ]
    if not rows:
        return 0
    return len(db.session.execute(insert_once(Quarantine, rows, "fingerprint").returning(Quarantine.id)).all())


def note_found(stored: Stored, *, about: Base | str, by: Actor | str) -> None:
    """Write the audit line of posts that came in; a page that changed nothing leaves none."""
    if stored.new or stored.edited or stored.aside:
        audit.record("posts found", about=about, by=by, new=stored.new, edited=stored.edited, set_aside=stored.aside)
