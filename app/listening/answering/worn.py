"""Tell words that were not made one's own: an unedited template, or what somebody sent in the last thirty days."""

import re
import unicodedata

from sqlalchemy import or_, select

from app import clock
from app.extensions import db
from app.listening.models import Outreach
from app.listening.rules import SAME_WORDS_LAST, OutreachState
from app.web.links import keyed_hash

HANDLE = re.compile(r"(?<![\w@])@[\w.-]+(?:@[\w.-]+)?")
ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
WORD = re.compile(r"\w+")
UNEDITED = "These are the words of the template. Say in a few of your own what you liked in their story."
SENT_BEFORE = "The same words were sent in the last 30 days. Networks take that for spam: change a few of them."


def bare(text: str, link: str) -> str:
    """Return the words alone: without link, handle, letter case, signs and breaks."""
    without = text.replace(link, " ").replace(link.partition("://")[2], " ")
    plain = ADDRESS.sub(" ", HANDLE.sub(" ", without))
    return " ".join(WORD.findall(unicodedata.normalize("NFKC", plain).casefold()))


def hash_of_words(text: str, link: str) -> str:
    """Hash the bare words, so that they can be compared after both texts are gone."""
    return keyed_hash("words", bare(text, link))


def why_worn(outreach: Outreach, *, template: str, link: str) -> str:
    """Say why the words of a reply should be changed, or nothing; `template` is the filled one it began with."""
    if bare(outreach.text, link) in ("", bare(template, link)):
        return UNEDITED
    return SENT_BEFORE if was_sent_lately(outreach) else ""


def was_sent_lately(outreach: Outreach) -> bool:
    """Tell whether anybody sent the same words in the last thirty days, or is about to."""
    lately = or_(Outreach.sent_at > clock.now() - SAME_WORDS_LAST, Outreach.state == OutreachState.OPENED)
    same = select(Outreach.id).where(Outreach.words_hash == outreach.words_hash, Outreach.id != outreach.id, lately)
    return db.session.scalar(same.limit(1)) is not None
