"""Letters to curators: the best open posts, at the hour each of them chose."""

from collections.abc import Sequence
from datetime import date

from app import clock
from app.listening.digests.excerpts import Excerpt, excerpt_of
from app.listening.digests.times import LATEST, instant_of
from app.listening.funnel.noting import note
from app.listening.funnel.stages import Stage
from app.listening.models import Digest, Mention
from app.listening.queries.digests import find_by_public_id, list_best, may_have_letters
from app.mail.letters import Words, letter
from app.web.actions import act
from app.web.links import public_link, token_for

TEMPLATE = "listening/letters/digest.txt"
NO_MORE = "No more letters with open posts"


@letter("digest", templates=(TEMPLATE,))
def digest(subject_id: str) -> Words | None:
    """Send a curator the best open posts as they stand now; nothing, where there is none or it is too late."""
    public_id, _, day = subject_id.partition("/")
    wish = find_by_public_id(public_id)
    if wish is None or not wish.is_on:
        return None
    struck_at = instant_of(date.fromisoformat(day), wish.hour, wish.zone)
    return None if clock.now() - struck_at > LATEST else _best_posts(wish)


@letter("digest_now", is_paced=True, templates=(TEMPLATE,))
def digest_now(public_id: str) -> Words | None:
    """Send a curator the same letter at once, also while it is off."""
    wish = find_by_public_id(public_id)
    return _best_posts(wish) if wish else None


def _best_posts(wish: Digest) -> Words | None:
    mentions = list_best(wish) if may_have_letters(wish.user) else []
    if not mentions:
        return None
    posts, ids = _excerpts(mentions, wish.zone), [mention.id for mention in mentions]
    words = Words(
        to=wish.user.email,
        title=_title(mentions),
        template=TEMPLATE,
        context={
            "user": wish.user,
            "posts": posts,
            "queue_link": public_link("listening.show_queue"),
            "settings_link": public_link("digests.show"),
        },
        unsubscribe=stop_link(wish),
        unsubscribe_words=NO_MORE,
    )
    act(note, ids, Stage.SHOWN, by=wish.user_id)
    return words


def stop_link(wish: Digest) -> str:
    """Return the address that ends these letters by one press."""
    return public_link("digests.stop", token=token_for("digest", wish.public_id))


def _title(mentions: Sequence[Mention]) -> str:
    return "One post to answer" if len(mentions) == 1 else f"{len(mentions)} posts to answer"


def _excerpts(mentions: Sequence[Mention], zone: str) -> list[Excerpt]:
    return [excerpt_of(mention, zone) for mention in mentions]
