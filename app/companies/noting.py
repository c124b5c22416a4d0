"""Note what a company can be found by, whenever one of its names, its domain or a handle changes."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import delete, insert, select, text

from app.companies.models import Company, CompanySpelling
from app.companies.names import name_key
from app.companies.spellings import (
    ARTICLES,
    LONGEST_WORDS,
    RULES,
    crowded_keys_of,
    keys_of,
    slip_keys_of,
    spelling_words,
)
from app.extensions import db, table_of

LONGEST_EXACT = 260
ADD_KEYS = {
    "sqlite": text("INSERT OR IGNORE INTO spelling_key (key, spelling_id) VALUES (:key, :id)"),
    "postgresql": text(
        "INSERT INTO spelling_key (key, spelling_id)"
        " SELECT * FROM unnest(CAST(:keys AS integer[]), CAST(:ids AS integer[])) ON CONFLICT DO NOTHING"
    ),
}


def note_names(companies: Sequence[Company]) -> None:
    """Note what companies can be found by; of what they were found by before, only the difference is written."""
    db.session.flush()
    wanted = {company.id: spellings_of(company) for company in companies}
    stale = [company.id for company in companies if company.names_noted != RULES]
    db.session.execute(delete(CompanySpelling).where(CompanySpelling.company_id.in_(stale)))
    known = db.session.scalars(select(CompanySpelling).where(CompanySpelling.company_id.in_(wanted))).all()
    for row in known:
        if wanted[row.company_id].get(row.exact) != row.words:
            db.session.delete(row)
    db.session.flush()
    kept = {(row.company_id, row.exact, row.words) for row in known}
    _add(
        [
            {"company_id": company_id, "exact": exact, "words": words}
            for company_id, spellings in wanted.items()
            for exact, words in spellings.items()
            if (company_id, exact, words) not in kept
        ]
    )
    for company in companies:
        company.names_noted = RULES
    db.session.flush()


def _add(spellings: list[dict[str, Any]]) -> None:
    if not spellings:
        return
    table = table_of(CompanySpelling)
    adding = insert(table).returning(table.c.id, sort_by_parameter_order=True)
    ids = db.session.execute(adding, spellings).scalars()
    pairs = sorted((key, id_) for id_, each in zip(ids, spellings, strict=True) for key in _keys(each["words"]))
    if db.engine.dialect.name == "sqlite":
        db.session.execute(ADD_KEYS["sqlite"], [{"key": key, "id": id_} for key, id_ in pairs])
    else:
        db.session.execute(
            ADD_KEYS["postgresql"], {"keys": [key for key, _ in pairs], "ids": [id_ for _, id_ in pairs]}
        )


def _keys(words: str) -> set[int]:
    spelling = words.split()
    return {*keys_of(spelling), *slip_keys_of(spelling), *crowded_keys_of(spelling)}


def spellings_of(company: Company) -> dict[str, str]:
    """Return what a company can be found by, each with the words it is compared by."""
    found: dict[str, str] = {}
    for name in (company.name, *(alias.name for alias in company.aliases)):
        found |= dict(_of_name(name))
    if company.domain:
        found.setdefault(company.domain, _words(company.domain.partition(".")[0]))
    for handle in (company.x_handle, company.bluesky_handle, company.mastodon_handle):
        if handle:
            plain = handle.lower().lstrip("@")
            found.setdefault(f"@{plain}"[:LONGEST_EXACT], _words(plain.partition("@")[0]))
    return found


def _of_name(name: str) -> Iterator[tuple[str, str]]:
    """Yield a name's key with its words, and what begins it once its article is left out."""
    yield name_key(name), _words(name)
    first, _, rest = name.strip().partition(" ")
    if rest and first.casefold() in ARTICLES:
        yield f"{name_key(rest)} {first.casefold()}", _words(rest)


def _words(name: str) -> str:
    return " ".join(spelling_words(name))[:LONGEST_WORDS]
