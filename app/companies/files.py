"""Read companies from CSV: name, website, aliases with ; between, x, bluesky, mastodon."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from app.companies.rules import domain_of, handle_of, name_key

HEADS = ("name", "website", "aliases", "x", "bluesky", "mastodon")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
LONGEST = {"name": 200, "website": 500, "x": 50, "bluesky": 253, "mastodon": 259}
LINE_LONGEST = 100_000
MOST_ALIASES = 100


class NotCompanies(ValueError):
    """A file that holds no companies at all, with the reason in words."""


@dataclass(frozen=True)
class Line:
    """One company of a file."""

    number: int
    cells: dict[str, str]
    name: str
    website: str | None
    aliases: tuple[str, ...]
    handles: dict[str, str]

    @property
    def keys(self) -> list[str]:
        """Return the keys of its name and its aliases."""
        return [name_key(name) for name in (self.name, *self.aliases)]


@dataclass(frozen=True)
class Rejected:
    """A line that did not go in, or not wholly, with the reason in words."""

    number: int
    cells: dict[str, str]
    reason: str


def read_companies(file: BinaryIO) -> Iterator[Line | Rejected]:
    """Read every row: each becomes a company, or is rejected with the number of its line."""
    lines = enumerate(_decoded(file), 1)
    heads = [head.strip().lower() for head in _cells(next(lines, (1, ""))[1]) or []]
    if "name" not in heads:
        raise NotCompanies(f"The first line must name the columns, with commas between: {','.join(HEADS)}")
    for number, line in lines:
        row = _cells(line)
        if row is None:
            yield Rejected(number, {}, "the line is not CSV; a quotation mark may not be closed")
        elif any(cell.strip() for cell in row):
            yield _read_row(number, heads, row)


def _cells(line: str) -> list[str] | None:
    """Read one line by itself, so that a quotation mark nobody closed spoils no other; None when it is not CSV."""
    try:
        return next(csv.reader([line], strict=True), [])
    except csv.Error:
        return None


def guarded(cell: str) -> str:
    """Keep a spreadsheet from taking a cell for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell


def _decoded(file: BinaryIO) -> Iterator[str]:
    is_first = True
    while raw := file.readline(LINE_LONGEST):
        yield raw.removeprefix(b"\xef\xbb\xbf" if is_first else b"").decode("utf-8", "surrogateescape")
        is_first = False


def _read_row(number: int, heads: list[str], row: list[str]) -> Line | Rejected:
    cells = {head: _plain(cell) for head, cell in zip(heads, row, strict=False) if head in HEADS}
    wrong = "" if len(row) == len(heads) else f"the row has {len(row)} cells where the heads name {len(heads)}"
    wrong = wrong or next(_faults(cells), "")
    if wrong:
        return Rejected(number, cells, wrong)
    website = cells.get("website") or None
    aliases = dict.fromkeys(filter(None, (each.strip() for each in cells.get("aliases", "").split(";"))))
    handles = {network: handle_of(cells[network]) or "" for network in HEADS[3:] if cells.get(network)}
    whole = website if website is None or "://" in website else f"https://{website}"
    return Line(number, cells, cells["name"], whole, tuple(aliases), handles)


def _faults(cells: dict[str, str]) -> Iterator[str]:
    """Say what is wrong with a row, the first fault first."""
    letters = {each for cell in cells.values() for each in cell}
    if any("\udc80" <= each <= "\udcff" for each in letters):
        yield "the line is not UTF-8"
    if not all(each.isprintable() for each in letters):
        yield "the line has a character that cannot be seen"
    if not cells.get("name"):
        yield "the name is empty"
    yield from (
        f"the {head} is longer than {most} characters"
        for head, most in LONGEST.items()
        if len(cells.get(head, "")) > most
    )
    if cells.get("website") and not _is_website(cells["website"]):
        yield "the website is not an address such as https://acme.example"
    handles = {network: cells[network] for network in HEADS[3:] if cells.get(network)}
    yield from (f"the handle for {network} is not one" for network, cell in handles.items() if handle_of(cell) is None)
    yield from _faults_of_aliases(cells.get("aliases", "").split(";"))


def _faults_of_aliases(aliases: list[str]) -> Iterator[str]:
    if len(aliases) > MOST_ALIASES:
        yield f"there are more than {MOST_ALIASES} aliases"
    if any(len(alias.strip()) > LONGEST["name"] for alias in aliases):
        yield f"an alias is longer than {LONGEST['name']} characters"


def _is_website(cell: str) -> bool:
    scheme, found, _ = cell.partition("://")
    return domain_of(cell) is not None and (not found or scheme.lower() in {"http", "https"})


def _plain(cell: str) -> str:
    """Take off the spaces around a cell, and the mark with which a spreadsheet was kept from reading a formula."""
    text = " ".join(cell.split(" ")).strip()
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA_STARTS) else text
