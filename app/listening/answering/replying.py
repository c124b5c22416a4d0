"""What curators do with a reply: write it, settle it, send it by hand, and hear that its link was followed."""

from sqlalchemy import select, update

from app import clock
from app.accounts.models import User
from app.audit import service as audit
from app.errors import Conflict, Refused
from app.extensions import db
from app.listening.answering import counting, replies
from app.listening.answering.claiming import require_own_claim
from app.listening.funnel.noting import note, note_by
from app.listening.funnel.stages import Stage
from app.listening.models import Mention, Outreach
from app.listening.posts import Unusable, read_url
from app.listening.rules import (
    BEING_WRITTEN,
    WAS_SENT,
    MentionState,
    OutreachState,
    require_mention_move,
    require_outreach_move,
)
from app.web.links import new_public_id, public_link

FIRST_TEMPLATE = "invite"


def begin_reply(mention: Mention, *, company: str, template: str = FIRST_TEMPLATE, by: User) -> Outreach:
    """Begin a reply with the words of a template and a link of its own."""
    code = new_public_id()
    outreach = Outreach(
        code=code,
        mention_id=mention.id,
        user_id=by.id,
        state=OutreachState.DRAFT,
        template=template,
        text=replies.first_words(
            template, network=mention.network, handle=mention.author_handle, company=company, link=link_of(code)
        ),
        drafted_at=clock.now(),
    )
    db.session.add(outreach)
    db.session.flush()
    audit.record("reply begun", about=f"outreach:{outreach.id}", by=by)
    return outreach


def link_of(code: str) -> str:
    """Return the address that a reply carries."""
    return public_link("listening.follow", code=code)


def use_template(mention: Mention, *, template: str, company: str, by: User) -> None:
    """Begin the reply anew with other words; its link stays."""
    require_own_claim(mention, by)
    outreach = require_reply(mention)
    require_state(outreach, OutreachState.DRAFT)
    outreach.template = template
    outreach.text = replies.first_words(
        template, network=mention.network, handle=mention.author_handle, company=company, link=link_of(outreach.code)
    )
    audit.record("reply begun anew", about=f"outreach:{outreach.id}", by=by, template=template)


def save_reply(mention: Mention, *, text: str, by: User) -> Outreach:
    """Keep what a curator has written so far."""
    require_own_claim(mention, by)
    outreach = require_reply(mention)
    require_state(outreach, OutreachState.DRAFT)
    outreach.text = text
    audit.record("reply saved", about=f"outreach:{outreach.id}", by=by, changed="text")
    return outreach


def open_reply(mention: Mention, *, text: str, by: User) -> None:
    """Settle the words of a reply, so that the curator can open the network with them."""
    outreach = save_reply(mention, text=text, by=by)
    require_sendable(mention, outreach)
    require_outreach_move(outreach.state, OutreachState.OPENED)
    outreach.state, outreach.opened_at = OutreachState.OPENED, clock.now()
    audit.record("reply opened", about=f"outreach:{outreach.id}", by=by)


def require_sendable(mention: Mention, outreach: Outreach) -> None:
    """Refuse a reply without its link, or longer than its network takes."""
    if not replies.carries_link(outreach.text, link_of(outreach.code)):
        raise Refused(f"Keep the link {link_of(outreach.code)} in the reply; it leads the author here.", field="text")
    most = counting.longest_on(mention.network)
    length = counting.length_on(mention.network, outreach.text)
    if most is not None and length > most:
        name = replies.network_name(mention.network)
        raise Refused(f"The reply is {length - most} characters too long for {name}. Shorten it.", field="text")


def edit_reply(mention: Mention, *, by: User) -> None:
    """Go back from the settled words to the draft."""
    require_own_claim(mention, by)
    outreach = require_reply(mention)
    require_outreach_move(outreach.state, OutreachState.DRAFT)
    outreach.state, outreach.opened_at = OutreachState.DRAFT, None
    audit.record("reply taken back to draft", about=f"outreach:{outreach.id}", by=by)


def mark_sent(mention: Mention, *, reply_url: str, by: User) -> None:
    """Note that the curator sent the reply on the network."""
    held = require_own_claim(mention, by)
    outreach = require_reply(mention)
    require_outreach_move(outreach.state, OutreachState.SENT)
    require_mention_move(mention.state, MentionState.SENT)
    outreach.reply_url = read_reply_url(reply_url)
    outreach.state, outreach.sent_at = OutreachState.SENT, clock.now()
    mention.state, held.ended_at = MentionState.SENT, clock.now()
    audit.record("reply sent by hand", about=mention, by=by, outreach=outreach.id)
    note_by(by, mention, Stage.SENT, template=outreach.template)


def read_reply_url(reply_url: str) -> str | None:
    """Read the address of a sent reply; it may be left empty."""
    if not reply_url.strip():
        return None
    try:
        return read_url(reply_url)
    except Unusable:
        sentence = "Give the address of your reply as a whole web address, or leave it empty."
        raise Refused(sentence, field="reply_url") from None


def require_reply(mention: Mention) -> Outreach:
    """Return the reply that lives for a mention."""
    live = select(Outreach).where(Outreach.mention_id == mention.id, Outreach.state != OutreachState.ABANDONED)
    outreach = db.session.scalar(live)
    if outreach is None:
        raise Conflict("There is no reply to this post. Claim it to begin one.")
    return outreach


def require_state(outreach: Outreach, state: OutreachState) -> None:
    """Refuse to write in a reply that has gone on."""
    if outreach.state is not state:
        raise Conflict(f"This reply is {outreach.state} already. Reload the page to see it.")


def abandon_reply(mention: Mention) -> None:
    """Let go of a reply that was never sent; its link is dead."""
    db.session.execute(
        update(Outreach)
        .where(Outreach.mention_id == mention.id, Outreach.state.in_(BEING_WRITTEN))
        .values(state=OutreachState.ABANDONED)
    )


def record_visit(code: str) -> bool:
    """Note the first visit of a day to a reply's link; return whether it was one."""
    outreach = db.session.scalar(select(Outreach).where(Outreach.code == code, Outreach.state.in_(WAS_SENT)))
    if outreach is None or outreach.last_visited_on == clock.now().date():
        return False
    outreach.last_visited_on = clock.now().date()
    if outreach.state is OutreachState.SENT:
        outreach.state, outreach.first_visited_at = OutreachState.VISITED, clock.now()
        audit.record("reply visited", about=f"outreach:{outreach.id}", by="visitor")
        note([outreach.mention_id], Stage.VISITED, by=outreach.user_id, template=outreach.template)
    return True
