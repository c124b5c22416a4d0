"""Stories about a company that asked not to be named: without its name, and without it inside the text."""

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Integer, bindparam, case, func, literal, null, select, union_all

from app.companies.models import Company, CompanyAlias
from app.companies.rules import UNNAMED
from app.extensions import table_of
from app.nominations.masking import Hiding
from app.nominations.queries.masks import Hidden
from app.web.engine import run

INSTEAD = "[company]"
Columns = Any

_company, _alias = table_of(Company).c, table_of(CompanyAlias).c
_root = func.coalesce(_company.merged_into_id, _company.id)
_asked: BindParameter[int] = bindparam("roots", type_=Integer, expanding=True)
READ_NAMES = union_all(
    select(_root.label("root"), _company.name.label("name")).where(_root.in_(_asked)),
    select(_root, _alias.name)
    .join_from(table_of(Company), table_of(CompanyAlias), _alias.company_id == _company.id)
    .where(_root.in_(_asked)),
)


def is_unnamed(named: Columns, kept: Columns) -> ColumnElement[bool]:
    """Tell within a statement whether a company, or the one that stands for it, asked not to be named."""
    asked: ColumnElement[bool] = named.unnamed_at.is_not(None) | kept.unnamed_at.is_not(None)
    return asked


def public_name(named: Columns, kept: Columns) -> ColumnElement[str]:
    """Choose the name the public reads."""
    return case((is_unnamed(named, kept), literal(UNNAMED)), else_=kept.name)


def public_slug(named: Columns, kept: Columns) -> ColumnElement[str]:
    """Choose where the public reads more of a company; nowhere for one that is not named."""
    return case((is_unnamed(named, kept), literal("")), else_=kept.slug)


def public_nominee(nominee: ColumnElement[str | None], named: Columns, kept: Columns) -> ColumnElement[str | None]:
    """Choose the nominee the public reads: a team often bears the name of its company."""
    return case((is_unnamed(named, kept), null()), else_=nominee)


def unnamed_root(named: Columns, kept: Columns) -> ColumnElement[int | None]:
    """Choose the number of a company whose names have to be taken out of a text."""
    return case((is_unnamed(named, kept), kept.id))


def find_names(text: str, names: Sequence[str]) -> list[Hiding]:
    """Find where a text names a company, in whatever letters, the longest name first."""
    if not names:
        return []
    ways = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return [Hidden(*found.span(), INSTEAD) for found in re.finditer(rf"(?<!\w)(?:{ways})(?!\w)", text, re.IGNORECASE)]


def list_names(roots: Collection[int]) -> dict[int, list[str]]:
    """List all that companies, and those merged into them, are called."""
    found: dict[int, list[str]] = defaultdict(list)
    if roots:
        rows: Sequence[Any] = run(READ_NAMES, {"roots": list(roots)}).all()
        for root, name in rows:
            found[root].append(name)
    return found
