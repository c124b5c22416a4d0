"""The letters this site sends, and how the words of each stand now."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select

from app.accounts.models import User
from app.correspondence.described import ORDER, Described, describe
from app.errors import Missing
from app.extensions import db
from app.mail.examples import example_parts, example_values
from app.mail.letters import COMPOSERS, templates_of
from app.mail.models import LetterVersion
from app.mail.versions import find_newest, list_all_newest, list_versions
from app.mail.wording import TITLE, Piece, fits

TITLE_FIELD = f"{{{TITLE}}}"


@dataclass(frozen=True)
class Kind:
    """One letter whose words can be edited."""

    purpose: str
    template: str
    slug: str

    @property
    def described(self) -> Described:
        """Say what this letter is."""
        return describe(self.slug, self.purpose)


@dataclass(frozen=True)
class Listed:
    """One line of the list of letters."""

    kind: Kind
    version: LetterVersion | None
    is_edited: bool
    is_unfit: bool


@dataclass(frozen=True)
class Page:
    """Everything the page of one letter shows."""

    kind: Kind
    newest: LetterVersion | None
    ready_made: tuple[str, str]
    pieces: tuple[Piece, ...]
    examples: dict[str, str]
    versions: list[LetterVersion]
    names: dict[int, str]

    @property
    def number(self) -> int:
        """Return the number of the version that counts; 0 while nobody has touched the words."""
        return self.newest.number if self.newest else 0

    @property
    def words(self) -> tuple[str, str]:
        """Return the words that count."""
        return words_of(self.newest) or self.ready_made


def list_kinds() -> Iterator[Kind]:
    """Yield every letter whose words can be edited; a purpose with several texts has one for each."""
    for purpose in COMPOSERS:
        templates = templates_of(purpose)
        for template in templates:
            stem = template.rpartition("/")[2].removesuffix(".txt")
            yield Kind(purpose, template, purpose if len(templates) == 1 else f"{purpose}.{stem}")


def get_kind(slug: str) -> Kind:
    """Return a letter by its address."""
    for kind in list_kinds():
        if kind.slug == slug:
            return kind
    raise Missing


def list_letters() -> dict[str, list[Listed]]:
    """List the letters by whom they go to."""
    newest = list_all_newest()
    groups: dict[str, list[Listed]] = {to: [] for to in ORDER}
    for kind in list_kinds():
        groups[kind.described.to].append(_listed(kind, newest.get((kind.purpose, kind.template))))
    return {to: sorted(rows, key=_by_description) for to, rows in groups.items() if rows}


def read_page(kind: Kind) -> Page:
    """Read all that the page of one letter shows."""
    versions = list_versions(kind.purpose, kind.template)
    parts = example_parts(kind.purpose, kind.template)
    return Page(
        kind,
        find_newest(kind.purpose, kind.template),
        (TITLE_FIELD, parts.text),
        parts.pieces,
        example_values(kind.purpose, kind.template) | {TITLE: kind.described.title or kind.described.name},
        versions,
        _name_writers(versions),
    )


def _name_writers(versions: list[LetterVersion]) -> dict[int, str]:
    written_by = {version.written_by_id for version in versions}
    return {
        user.id: user.name or user.email for user in db.session.scalars(select(User).where(User.id.in_(written_by)))
    }


def get_version(kind: Kind, number: str) -> LetterVersion:
    """Return one version of a letter's words."""
    for version in list_versions(kind.purpose, kind.template):
        if str(version.number) == number:
            return version
    raise Missing


def words_of(version: LetterVersion | None) -> tuple[str, str] | None:
    """Return what a version says; None for the ready-made words."""
    if version is None or version.title is None or version.body is None:
        return None
    return version.title, version.body


def _listed(kind: Kind, version: LetterVersion | None) -> Listed:
    words = words_of(version)
    if words is None:
        return Listed(kind, version, is_edited=False, is_unfit=False)
    pieces = example_parts(kind.purpose, kind.template).pieces
    return Listed(kind, version, is_edited=True, is_unfit=not fits(*words, pieces))


def _by_description(listed: Listed) -> tuple[bool, str]:
    return listed.kind.described.title == "", listed.kind.slug
