"""Take a nomination from the public form, once however often it is sent."""

from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import select

from app import clock
from app.audit import service as audit
from app.companies import queries as companies
from app.errors import Conflict, Missing, Refused
from app.extensions import db
from app.mail import service as mail
from app.nominations.models import Nomination
from app.nominations.rules import CONFIRM_LIFE, EMPTIED_AFTER, State, identity_of
from app.nominations.service.carrying import carry_masks
from app.nominations.storing import insert_nomination, insert_revision
from app.nominations.weighing import Marks
from app.programme.models import Category, Season
from app.programme.rules import opening_at
from app.web.engine import lock
from app.web.links import keyed_hash, new_public_id

NOMINATOR = "nominator"
NOTHING_NOTICED = Marks()
REVISIONS_MOST = 20


@dataclass(frozen=True)
class Writing:
    """What a nominator wrote: the columns of a revision."""

    company_name: str
    story: str
    email: str
    website: str | None = None
    nominee: str | None = None
    feeling: str | None = None
    qualities: tuple[str, ...] = ()
    solved: str | None = None
    channel: str | None = None
    relation: str | None = None
    link: str | None = None
    name: str | None = None
    show_name: bool = False

    def columns(self) -> dict[str, Any]:
        """Return the columns as they are stored."""
        return {each.name: getattr(self, each.name) for each in fields(self)} | {"qualities": list(self.qualities)}


def submit(
    *,
    submission_key: str,
    category_id: int,
    writing: Writing,
    outreach_code: str | None = None,
    company_slug: str | None = None,
    marks: Marks = NOTHING_NOTICED,
) -> str:
    """Store a nomination with its letter and return its reference; safe to send twice.

    The same key with other words makes a new revision while nothing is confirmed. The company that was chosen counts
    where the typed name is none's. Raises Refused when the season takes no nominations.
    """
    now = clock.now()
    reference = new_public_id()
    nomination_id = insert_nomination(
        reference=reference,
        submission_key=submission_key,
        category_id=category_id,
        company_slug=company_slug,
        columns=writing.columns(),
        identity=identity_hash(writing.email),
        outreach_code=outreach_code,
        now=now,
        **marks.columns(),
    )
    if nomination_id is None:
        return _resubmit(submission_key, category_id, writing, company_slug)
    mail.queue_letter(
        "nomination_confirm", subject=f"nomination:{reference}", to=writing.email, is_slow=not marks.is_proven
    )
    audit.record("nomination sent", about=f"nomination:{reference}", by=NOMINATOR)
    return reference


def _resubmit(submission_key: str, category_id: int, writing: Writing, company_slug: str | None) -> str:
    """Answer a form that was sent before: the same words change nothing, other words are a new revision."""
    nomination = db.session.scalar(select(Nomination).filter_by(submission_key=submission_key))
    if nomination is not None and is_same(nomination, category_id, writing):
        return nomination.reference
    _require_open(category_id)
    if nomination is None:
        raise Missing
    lock(nomination)
    if nomination.state is not State.UNCONFIRMED:
        raise Conflict("This nomination has been confirmed already. Use the link in your letter to change it.")
    return write_again(nomination, category_id, writing, company_slug)


def is_same(nomination: Nomination, category_id: int, writing: Writing) -> bool:
    """Tell whether a nomination says this already."""
    written = nomination.written
    return nomination.category_id == category_id and all(
        getattr(written, name) == value for name, value in writing.columns().items()
    )


def write_again(nomination: Nomination, category_id: int, writing: Writing, company_slug: str | None = None) -> str:
    """Add a revision; another address makes the links sent to the old one worthless."""
    if nomination.revision_number >= REVISIONS_MOST:
        raise Refused("You have changed this nomination very often. Confirm it by the link in your letter first.")
    now = clock.now()
    before = nomination.written
    if writing.email != before.email:
        nomination.generation += 1
    nomination.revision_number += 1
    nomination.category_id = category_id
    if company_slug or writing.company_name != before.company_name:
        nomination.company_id = company_meant(writing.company_name, company_slug)
    nomination.identity = identity_hash(writing.email)
    nomination.confirm_until = min(now + CONFIRM_LIFE, nomination.created_at + EMPTIED_AFTER)
    db.session.flush()
    insert_revision(nomination.id, nomination.revision_number, writing.columns(), now)
    carry_masks(nomination, before.number, story=before.story or "", now=writing.story)
    subject = f"nomination:{nomination.reference}"
    mail.cancel_letters("nomination_confirm", subject=subject)
    mail.queue_letter(
        "nomination_confirm", subject=subject, to=writing.email, again=True, is_slow=not nomination.is_proven
    )
    audit.record("nomination sent again", about=nomination, by=NOMINATOR, revision=nomination.revision_number)
    return nomination.reference


def company_meant(name: str, chosen: str | None) -> int | None:
    """Find the company by what was typed, else by what was chosen; one that is not there is none."""
    by_name = companies.find_company_id(name)
    if by_name is not None or not chosen:
        return by_name
    try:
        return companies.get_company(chosen).id
    except Missing:
        return None


def _require_open(category_id: int) -> None:
    """Refuse what comes after the close and its grace."""
    season = db.session.scalar(select(Season).join(Category).where(Category.id == category_id))
    if season is None or not opening_at(season, clock.now()).takes_nominations:
        raise Refused("Nominations are closed. Your story is still on this page; copy it if you want to keep it.")


def identity_hash(address: str) -> str:
    """Return what nominations of one person are counted together by."""
    return keyed_hash("identity", identity_of(address))
