"""The steps a curator takes with a reply, and with leave to show a post."""

from collections.abc import Callable, Mapping

from flask import flash

from app.accounts.models import User
from app.errors import Conflict, Gone
from app.listening.answering import replying, settling, undoing
from app.listening.answering.before_reply import look_again
from app.listening.forms import MentionForm
from app.listening.reading import Reading
from app.listening.rules import ConsentGiven
from app.listening.service import consents, homes
from app.listening.sources.protocol import Presence
from app.web.actions import act

Step = Callable[[Reading, MentionForm, User], object]

UNSURE = {
    Presence.UNKNOWN: "The post could not be checked just now. Make sure that it is still there before you answer.",
    Presence.EDITED: "The author has changed this post since we read it. Read it there before you answer.",
}
REPLY_SAID = {
    "save": "Your draft is kept.",
    "sent": "Noted as sent by you. “Replies” shows when the author follows the link.",
    "unsent": "Noted as not sent. The words wait for you here.",
    "answered": "Noted. You may write to this person again.",
    "unanswered": "Taken back: they have not answered.",
    "home": "Your server is remembered.",
    "consent": "Noted. The post is shown on the company’s page.",
    "unconsent": "The post is shown no longer.",
}


def open_reply(reading: Reading, form: MentionForm, by: User) -> None:
    """Settle the words of a reply to a post that its source still shows; say so when that could not be found out."""
    mention, held = reading.mention, reading.row.claim
    read_before = mention.version_id
    is_mine = held is not None and held.user_id == by.id
    word = look_again(mention) if is_mine else Presence.UNKNOWN
    if word is Presence.GONE:
        raise Gone
    if word is Presence.EDITED and mention.version_id != read_before:
        raise Conflict("The author has just changed this post. Read it again; your reply is still below.", field="text")
    sure_of = form.sure_of.data or "" if form.sure.data else ""
    company = reading.row.company_name
    act(settling.open_reply, mention, text=form.text.data or "", company=company, sure_of=sure_of, by=by)
    if word in UNSURE:
        flash(UNSURE[word], "warning")


def use_template(reading: Reading, form: MentionForm, by: User) -> None:
    """Begin the reply anew with another template."""
    company = reading.row.company_name
    act(replying.use_template, reading.mention, template=form.template.data or "", company=company, by=by)


def record_consent(reading: Reading, form: MentionForm, by: User) -> None:
    """Record that the author lets us show the post."""
    given, place = ConsentGiven(form.given.data), form.place.data or ""
    act(consents.record_consent, reading.mention, given=given, place=place, by=by)


REPLY_STEPS: Mapping[str, Step] = {
    "template": use_template,
    "save": lambda reading, form, by: act(replying.save_reply, reading.mention, text=form.text.data or "", by=by),
    "open": open_reply,
    "edit": lambda reading, _form, by: act(replying.edit_reply, reading.mention, by=by),
    "sent": lambda reading, form, by: act(
        replying.mark_sent, reading.mention, reply_url=form.reply_url.data or "", by=by
    ),
    "unsent": lambda reading, _form, by: act(undoing.unsend, reading.mention, by=by),
    "answered": lambda _reading, form, by: act(undoing.note_answer, form.code.data or "", by=by),
    "unanswered": lambda _reading, form, by: act(undoing.forget_answer, form.code.data or "", by=by),
    "home": lambda _reading, form, by: act(homes.remember_home, typed=form.home.data or "", by=by),
    "consent": record_consent,
    "unconsent": lambda reading, _form, by: act(consents.withdraw_consent, reading.mention, by=by),
}
