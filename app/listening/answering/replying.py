"""What curators do with a reply: begin and write it, send it by hand, and hear that its link was followed."""

from sqlalchemy import exists, select, update

from app import clock
from app.accounts.models import User
from app.audit import service as audit
from app.errors import Conflict, Refused
from app.extensions import db
from app.listening.answering.addresses import read_reply_url
from app.listening.answering.claiming import require_kept, require_own_claim
from app.listening.answering.wording import Filling, fill
from app.listening.funnel.noting import note, note_by
from app.listening.funnel.stages import Stage
from app.listening.models import Mention, Outreach
from app.listening.queries.templates import find_words, list_fitting
from app.listening.rules import (
    BEING_WRITTEN,
    WAS_SENT,
    MentionState,
    OutreachState,
    require_mention_move,
    require_outreach_move,
)
from app.listening.teaching import verdicts
from app.web.links import new_public_id, public_link


def begin_reply(mention: Mention, *, company: str, by: User) -> Outreach:
    """Begin a reply with the words of the template that fits best, and a link of its own."""
    code, template = new_public_id(), list_fitting(mention)[0]
    outreach = Outreach(
        code=code,
        mention_id=mention.id,
        user_id=by.id,
        state=OutreachState.DRAFT,
        template=template.slug,
        text=fill(template.words, filling_of(mention, code=code, company=company, by=by)),
        drafted_at=clock.now(),
    )
    db.session.add(outreach)
    db.session.flush()
    audit.record("reply begun", about=f"outreach:{outreach.id}", by=by)
    return outreach


def filling_of(mention: Mention, *, code: str, company: str, by: User) -> Filling:
    """Gather what is known for a reply to a post."""
    return Filling(
        network=mention.network,
        link=link_of(code),
        handle=mention.author_handle,
        name=mention.author_name,
        company=company,
        curator=by.name,
    )


def words_of(outreach: Outreach, mention: Mention, *, company: str, by: User) -> str:
    """Return the filled words a reply began with, or nothing where nobody knows them."""
    template = find_words(outreach.template, mention)
    filling = filling_of(mention, code=outreach.code, company=company, by=by)
    return fill(template.words, filling) if template else ""


def link_of(code: str) -> str:
    """Return the address that a reply carries."""
    return public_link("listening.follow", code=code)


def use_template(mention: Mention, *, template: str, company: str, by: User) -> None:
    """Begin the reply anew with other words; its link stays."""
    require_own_claim(mention, by)
    outreach = require_reply(mention)
    require_state(outreach, OutreachState.DRAFT)
    if find_words(template, mention) is None:
        raise Refused("Choose one of the templates", field="template")
    outreach.template = template
    outreach.text = words_of(outreach, mention, company=company, by=by)
    audit.record("reply begun anew", about=f"outreach:{outreach.id}", by=by, template=template)


def save_reply(mention: Mention, *, text: str, by: User) -> Outreach:
    """Keep what a curator has written so far."""
    require_own_claim(mention, by)
    outreach = require_reply(mention)
    require_state(outreach, OutreachState.DRAFT)
    outreach.text = text
    audit.record("reply saved", about=f"outreach:{outreach.id}", by=by, changed="text")
    return outreach


def edit_reply(mention: Mention, *, by: User) -> None:
    """Go back from the settled words to the draft."""
    require_own_claim(mention, by)
    outreach = require_reply(mention)
    require_outreach_move(outreach.state, OutreachState.DRAFT)
    outreach.state, outreach.opened_at = OutreachState.DRAFT, None
    audit.record("reply taken back to draft", about=f"outreach:{outreach.id}", by=by)


def mark_sent(mention: Mention, *, reply_url: str, by: User) -> None:
    """Note that the curator sent the reply on the network; a second press changes nothing."""
    if is_sent_by(mention, by):
        return
    held = require_own_claim(mention, by)
    outreach = require_reply(mention)
    require_outreach_move(outreach.state, OutreachState.SENT)
    require_mention_move(mention.state, MentionState.SENT)
    outreach.reply_url = read_reply_url(reply_url, mention)
    outreach.state, outreach.sent_at = OutreachState.SENT, clock.now()
    mention.state, held.ended_at = MentionState.SENT, clock.now()
    verdicts.note_answered(mention)
    audit.record("reply sent by hand", about=mention, by=by, outreach=outreach.id)
    note_by(by, mention, Stage.SENT, template=outreach.template)


def is_sent_by(mention: Mention, by: User) -> bool:
    """Tell whether this curator has sent the reply to a post that nobody took up since."""
    own = Outreach.mention_id == mention.id, Outreach.user_id == by.id, Outreach.state.in_(WAS_SENT)
    return require_kept(mention).state is MentionState.SENT and bool(db.session.scalar(select(exists().where(*own))))


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
    sent = select(Outreach).where(Outreach.code == code, Outreach.state.in_(WAS_SENT)).with_for_update(of=Outreach)
    outreach = db.session.scalar(sent.execution_options(populate_existing=True))
    if outreach is None or outreach.last_visited_on == clock.now().date():
        return False
    outreach.last_visited_on = clock.now().date()
    if outreach.state is OutreachState.SENT:
        outreach.state, outreach.first_visited_at = OutreachState.VISITED, clock.now()
        audit.record("reply visited", about=f"outreach:{outreach.id}", by="visitor")
        note([outreach.mention_id], Stage.VISITED, by=outreach.user_id, template=outreach.template)
    return True
