"""Change what was written, until a curator has decided: every change is a new revision, the earlier ones stay."""

from dataclasses import replace

from sqlalchemy import select

from app import clock
from app.audit import service as audit
from app.companies.rules import name_key
from app.errors import Conflict, Refused
from app.extensions import db
from app.nominations import signals
from app.nominations.models import Nomination
from app.nominations.rules import EDITABLE, LIVE, WHY_NOT_EDITABLE, State
from app.nominations.service.carrying import carry_masks
from app.nominations.service.confirming import hold_with_others
from app.nominations.service.readdressing import ask_for_address, drop_waiting_changes
from app.nominations.service.sending import NOMINATOR, Writing, company_meant, is_same, write_again
from app.nominations.storing import insert_revision


class Stale(Conflict):
    """Say that the text was changed in another place since the page was opened."""


def edit(
    nomination: Nomination,
    *,
    seen_revision: int,
    category_id: int,
    writing: Writing,
    company_slug: str | None = None,
) -> Nomination:
    """Change a nomination that no curator has decided; another address has to be proven before it counts.

    Raises Stale when `seen_revision` is no longer the one that counts, Conflict once it was decided.
    """
    hold_with_others(nomination)
    if nomination.state not in EDITABLE:
        raise Conflict(WHY_NOT_EDITABLE[nomination.state])
    if nomination.revision_number != seen_revision:
        raise Stale("This was changed in another window since you opened the page. Both texts are below.")
    if nomination.state is State.UNCONFIRMED:
        if not is_same(nomination, category_id, writing):
            write_again(nomination, category_id, writing, company_slug)
        return nomination
    _require_no_other(nomination, category_id, writing, company_slug)
    address = nomination.written.email or ""
    if writing.email != address:
        ask_for_address(nomination, writing.email)
    else:
        drop_waiting_changes(nomination)
    _revise(nomination, category_id, replace(writing, email=address), company_slug)
    return nomination


def _revise(nomination: Nomination, category_id: int, writing: Writing, company_slug: str | None) -> None:
    """Add a revision when anything but the address is new."""
    before, columns = nomination.written, writing.columns()
    changed = [name for name, value in columns.items() if getattr(before, name) != value]
    if nomination.category_id != category_id:
        changed.append("category")
    if not changed:
        return
    nomination.revision_number += 1
    nomination.category_id = category_id
    if company_slug or "company_name" in changed:
        nomination.company_id = company_meant(writing.company_name, company_slug)
    db.session.flush()
    insert_revision(nomination.id, nomination.revision_number, columns, clock.now())
    carry_masks(nomination, before.number, story=before.story or "", now=writing.story)
    db.session.expire(nomination, ["revisions", "category", "company"])
    if "story" in changed:
        signals.renew_fingerprint(nomination)
    changed_fields = " ".join(sorted(changed))
    audit.record(
        "nomination edited", about=nomination, by=NOMINATOR, revision=nomination.revision_number, fields=changed_fields
    )


def _require_no_other(nomination: Nomination, category_id: int, writing: Writing, company_slug: str | None) -> None:
    """Refuse to become a second nomination of one person for one company and category, by whichever of its names."""
    key = name_key(writing.company_name)
    meant = company_meant(writing.company_name, company_slug)
    is_its_own = not company_slug or meant == _company_of(nomination)
    if is_its_own and (nomination.category_id, _key_of(nomination)) == (category_id, key):
        return
    others = select(Nomination).where(
        Nomination.identity == nomination.identity,
        Nomination.season_id == nomination.season_id,
        Nomination.category_id == category_id,
        Nomination.id != nomination.id,
        Nomination.state.in_(LIVE),
    )
    if any(_key_of(each) == key or (meant and _company_of(each) == meant) for each in db.session.scalars(others)):
        raise Refused(
            "You have another nomination of this company in this category. Change that one, or withdraw one of them.",
            field="company",
        )


def _key_of(nomination: Nomination) -> str:
    return name_key(nomination.written.company_name or "")


def _company_of(nomination: Nomination) -> int | None:
    """Return the company of a nomination as the register knows it now."""
    if nomination.company is not None:
        return nomination.company.canonical_company_id
    return company_meant(nomination.written.company_name or "", None)
