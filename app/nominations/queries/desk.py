"""Everything a curator needs to decide about one nomination."""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.companies import queries as companies
from app.companies.models import Company
from app.companies.rules import name_key
from app.extensions import db
from app.nominations.masking import MaskKind
from app.nominations.models import Entering, Entry, EntryPerson, Mask, Nomination, NominationQuestion
from app.nominations.names import find_name, initial_of
from app.nominations.personal import Spot, spot
from app.nominations.queries.copies import NearCopy, list_near_copies
from app.nominations.queries.entries import list_entries_of
from app.nominations.queries.finding import find_entering
from app.nominations.queries.masks import is_covered
from app.nominations.queries.moderation import Row, named_person
from app.programme.models import Category
from app.programme.rules import Recognises

LIKE = 5


@dataclass(frozen=True)
class Part:
    """A run of the story on the curator's desk: hidden from readers, perhaps personal, or neither."""

    text: str
    is_hidden: bool = False
    is_spotted: bool = False


@dataclass(frozen=True)
class HiddenPassage:
    """A mask with the words under it."""

    mask: Mask
    words: str


@dataclass(frozen=True)
class EntryOffer:
    """An entry a nomination may belong to, by its full name, and whether it is surely meant."""

    entry: Entry
    full_name: str
    is_meant: bool

    @property
    def label(self) -> str:
        """Name the entry for curators, who know the person behind it."""
        return f"{self.entry.title} ({self.full_name})" if self.full_name else self.entry.title


@dataclass(frozen=True)
class Desk:
    """One nomination with what was found about it."""

    row: Row
    parts: list[Part]
    spots: list[Spot]
    hidden: list[HiddenPassage]
    copies: list[NearCopy]
    alike: list[Company]
    offers: list[EntryOffer]
    questions: list[NominationQuestion]
    entering: Entering | None
    person: EntryPerson | None
    categories: list[Category]

    @property
    def nomination(self) -> Nomination:
        """Return the nomination itself."""
        return self.row.nomination


def read_desk(nomination: Nomination, now: datetime) -> Desk:
    """Gather what a curator sees of one nomination."""
    story = nomination.written.story or ""
    masks, alike = _masks(nomination), list_companies_meant(nomination)
    spots = [each for each in _spots(nomination, story) if not is_covered(each, masks)]
    return Desk(
        row=Row(nomination, now, len(spots)),
        parts=_parts(story, masks, spots),
        spots=spots,
        hidden=[HiddenPassage(mask, story[mask.start : mask.end]) for mask in masks],
        copies=list_near_copies(nomination),
        alike=alike,
        offers=list_offers(nomination, alike),
        questions=_questions(nomination),
        entering=find_entering(nomination),
        person=_person(nomination),
        categories=[each for each in nomination.season.categories if each.id != nomination.category_id],
    )


def list_companies_meant(nomination: Nomination) -> list[Company]:
    """List the companies in the register that a nomination may mean, the likeliest first."""
    written = nomination.written
    typed = [each for each in (written.company_name, written.website) if each]
    slugs = [found.slug for words in typed for found in companies.look_up(words, LIKE)]
    exact = companies.find_company_id(written.company_name or "")
    known = [nomination.company.canonical] if nomination.company else []
    named = [db.session.get_one(Company, exact)] if exact else []
    alike = [*known, *named, *(companies.get_company(slug) for slug in slugs)]
    return list({company.id: company for company in alike}.values())[:LIKE]


def list_offers(nomination: Nomination, alike: list[Company]) -> list[EntryOffer]:
    """List the entries of these companies in the category; one is meant when company and nominee agree."""
    entries = list_entries_of(alike, nomination.category)
    people = select(EntryPerson.entry_id, EntryPerson.full_name).where(
        EntryPerson.entry_id.in_([e.id for e in entries])
    )
    names = {entry_id: name or "" for entry_id, name in db.session.execute(people)}
    best = alike[0].id if alike else None
    return [
        EntryOffer(
            entry, name, is_meant=entry.company.canonical_company_id == best and _is_meant(nomination, entry, name)
        )
        for entry, name in ((entry, names.get(entry.id, "")) for entry in entries)
    ]


def _is_meant(nomination: Nomination, entry: Entry, full_name: str) -> bool:
    nominee = nomination.written.nominee or ""
    if nomination.category.recognises is Recognises.COMPANY:
        return True
    return bool(nominee) and name_key(full_name or entry.nominee or "") == name_key(nominee)


def _masks(nomination: Nomination) -> list[Mask]:
    standing = select(Mask).where(
        Mask.nomination_id == nomination.id,
        Mask.revision == nomination.revision_number,
        Mask.lifted_at.is_(None),
    )
    return list(db.session.scalars(standing.options(joinedload(Mask.made_by)).order_by(Mask.start, Mask.id)))


def _spots(nomination: Nomination, story: str) -> list[Spot]:
    """Spot what may be personal, and what was hidden in an earlier version of the text."""
    found = spot(story, nominee=named_person(nomination), company=nomination.written.company_name or "")
    for words, kind, shown_as in _hidden_earlier(nomination):
        for start, end in find_name(story, words):
            if all(end <= each.start or start >= each.end for each in found):
                shown = initial_of(words) if kind is MaskKind.NAME else shown_as
                found.append(Spot(start, end, kind, story[start:end], shown))
    return sorted(found, key=lambda each: each.start)


def _hidden_earlier(nomination: Nomination) -> list[tuple[str, MaskKind, str]]:
    earlier = select(Mask).where(
        Mask.nomination_id == nomination.id,
        Mask.revision < nomination.revision_number,
        Mask.lifted_at.is_(None),
    )
    stories = {each.number: each.story or "" for each in nomination.revisions}
    return [
        (stories.get(mask.revision, "")[mask.start : mask.end], mask.kind, mask.shown_as)
        for mask in db.session.scalars(earlier)
        if stories.get(mask.revision, "")[mask.start : mask.end].strip()
    ]


def _parts(story: str, masks: list[Mask], spots: list[Spot]) -> list[Part]:
    """Cut the story where a mask or a suggestion begins or ends; together the parts are the story."""
    cuts = {0, len(story)}
    spans = [(each.start, each.end) for each in masks] + [(each.start, each.end) for each in spots]
    cuts.update(min(place, len(story)) for span in spans for place in span)
    edges = sorted(cuts)
    return [
        Part(
            story[start:end],
            is_hidden=any(mask.start <= start and end <= mask.end for mask in masks),
            is_spotted=any(each.start <= start and end <= each.end for each in spots),
        )
        for start, end in pairwise(edges)
    ]


def _questions(nomination: Nomination) -> list[NominationQuestion]:
    asked = (
        select(NominationQuestion)
        .filter_by(nomination_id=nomination.id)
        .options(joinedload(NominationQuestion.asked_by))
    )
    return list(db.session.scalars(asked.order_by(NominationQuestion.id)))


def _person(nomination: Nomination) -> EntryPerson | None:
    if nomination.entry_id is None:
        return None
    return db.session.scalar(select(EntryPerson).filter_by(entry_id=nomination.entry_id))
