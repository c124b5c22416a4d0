"""Settle the words of a reply before a person sends them: whole, short enough, one's own, and welcome."""

from app import clock
from app.accounts.models import User
from app.audit import service as audit
from app.errors import Refused
from app.extensions import db
from app.listening.answering import counting, replies, worn
from app.listening.answering.replying import link_of, save_reply, words_of
from app.listening.contacting.caps import require_room
from app.listening.contacting.guard import reserve
from app.listening.contacting.turns import in_turn
from app.listening.models import Mention, Outreach
from app.listening.rules import OutreachState, require_outreach_move


class Worn(Refused):
    """Ask again about words that are not the curator's own; `proof` stands for these very words."""

    def __init__(self, sentence: str, *, proof: str) -> None:
        super().__init__(sentence, field="sure")
        self.proof = proof


def open_reply(mention: Mention, *, text: str, company: str = "", sure_of: str = "", by: User) -> None:
    """Settle the words of a reply, so that the curator can open the network with them.

    `sure_of` is the proof of words that were asked about and are to be sent all the same.
    """
    in_turn()
    outreach = save_reply(mention, text=text, by=by)
    require_sendable(mention, outreach)
    require_outreach_move(outreach.state, OutreachState.OPENED)
    outreach.words_hash = worn.hash_of_words(text, link_of(outreach.code))
    reserve(mention, outreach)
    require_room(mention.network, by, but=outreach)
    is_worn = require_own_words(mention, outreach, company=company, sure_of=sure_of, by=by)
    outreach.state, outreach.opened_at = OutreachState.OPENED, clock.now()
    db.session.flush()
    audit.record("reply opened", about=f"outreach:{outreach.id}", by=by, **({"words": "worn"} if is_worn else {}))


def require_own_words(mention: Mention, outreach: Outreach, *, company: str, sure_of: str, by: User) -> bool:
    """Ask once about worn words, and tell whether they are."""
    link = link_of(outreach.code)
    why = worn.why_worn(outreach, template=words_of(outreach, mention, company=company, by=by), link=link)
    if why and sure_of != outreach.words_hash:
        raise Worn(why, proof=outreach.words_hash or "")
    return bool(why)


def require_sendable(mention: Mention, outreach: Outreach) -> None:
    """Refuse a reply without its link, or longer than its network takes."""
    if not replies.carries_link(outreach.text, link_of(outreach.code)):
        raise Refused(f"Keep the link {link_of(outreach.code)} in the reply; it leads the author here.", field="text")
    most = counting.longest_on(mention.network)
    length = counting.length_on(mention.network, outreach.text)
    if most is not None and length > most:
        name = replies.network_name(mention.network)
        raise Refused(f"The reply is {length - most} characters too long for {name}. Shorten it.", field="text")
