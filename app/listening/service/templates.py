"""What curators do with the words that replies begin with: write them, change them, retire them."""

from dataclasses import dataclass

from sqlalchemy import select

from app import clock
from app.accounts.models import User
from app.audit import service as audit
from app.audit.service import Actor
from app.errors import Refused
from app.extensions import db
from app.listening.answering.wording import READY_MADE, fault_in
from app.listening.models import ReplyTemplate
from app.web.engine import lock

LAST_ONE = "Keep one template for every network and language, so that each reply can begin with something."


@dataclass(frozen=True, slots=True)
class Wording:
    """A template as a curator describes it; an empty network or language means any."""

    name: str
    words: str
    network: str = ""
    lang: str = ""


def install_templates(*, by: Actor | str) -> None:
    """Make the ready-made templates where there is none at all."""
    if db.session.scalar(select(ReplyTemplate.id).limit(1)) is not None:
        return
    for each in READY_MADE:
        made = ReplyTemplate(slug=each.slug, name=each.name, words=each.words, made_at=clock.now())
        db.session.add(made)
        db.session.flush()
        audit.record("template made", about=made, by=by)


def create_template(wording: Wording, *, by: User) -> ReplyTemplate:
    """Make a template."""
    require_usable(wording)
    made = ReplyTemplate(
        name=wording.name,
        words=wording.words,
        network=wording.network,
        lang=wording.lang,
        made_at=clock.now(),
        changed_by_id=by.id,
    )
    db.session.add(made)
    db.session.flush()
    audit.record("template made", about=made, by=by)
    return made


def change_template(template: ReplyTemplate, wording: Wording, *, by: User) -> bool:
    """Change a template and tell whether anything was different; replies begun with it keep their words."""
    require_usable(wording)
    lock(template)
    if wording.network or wording.lang:
        require_another_for_all(template)
    changed = [
        name for name in ("name", "words", "network", "lang") if getattr(template, name) != getattr(wording, name)
    ]
    if not changed:
        return False
    for name in changed:
        setattr(template, name, getattr(wording, name))
    template.changed_at, template.changed_by_id = clock.now(), by.id
    audit.record("template changed", about=template, by=by, changed=" ".join(changed))
    return True


def retire_template(template: ReplyTemplate, *, by: User) -> None:
    """Offer a template no longer."""
    lock(template)
    if template.retired_at is not None:
        return
    require_another_for_all(template)
    template.retired_at, template.changed_at, template.changed_by_id = clock.now(), clock.now(), by.id
    audit.record("template retired", about=template, by=by)


def use_template_again(template: ReplyTemplate, *, by: User) -> None:
    """Offer a retired template again."""
    lock(template)
    if template.retired_at is None:
        return
    template.retired_at, template.changed_at, template.changed_by_id = None, clock.now(), by.id
    audit.record("template used again", about=template, by=by)


def require_usable(wording: Wording) -> None:
    """Refuse words that are no template."""
    if fault := fault_in(wording.words):
        raise Refused(fault, field="words")


def require_another_for_all(template: ReplyTemplate) -> None:
    """See that one template for everything is left without this one."""
    for_all = select(ReplyTemplate.id).where(
        ReplyTemplate.retired_at.is_(None), ReplyTemplate.network == "", ReplyTemplate.lang == ""
    )
    others = for_all.where(ReplyTemplate.id != template.id).order_by(ReplyTemplate.id).with_for_update()
    if not db.session.scalars(others).all() and not template.network and not template.lang:
        raise Refused(LAST_ONE)
