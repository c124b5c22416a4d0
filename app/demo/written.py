"""Read what the demo tells from its TOML files."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from app.companies.rules import slug_of

FOLDER = Path(__file__).parent
Row = Mapping[str, Any]


@cache
def read(name: str) -> Mapping[str, Any]:
    """Read one file of the demo."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def companies() -> Sequence[Row]:
    """List the companies of the demo."""
    rows: Sequence[Row] = read("companies")["company"]
    return rows


def stories(season: str) -> Sequence[Row]:
    """List the nominations of one season of the demo: past, deciding, middle or current."""
    rows: Sequence[Row] = read(f"stories_{season}")["story"]
    return rows


def posts() -> Sequence[Row]:
    """List the posts that the watches found."""
    rows: Sequence[Row] = read("posts")["post"]
    return rows


def watches() -> Sequence[Row]:
    """List the watches beside the ready-made ones, the noisy one first."""
    rows: Sequence[Row] = read("watches")["watch"]
    return rows


def noise() -> Sequence[Row]:
    """List the posts that the noisy watch found."""
    rows: Sequence[Row] = read("watches")["noise"]
    return rows


def panels(season: str) -> Mapping[str, Sequence[Row]]:
    """Return who judged what in a season, by category."""
    rows: Mapping[str, Sequence[Row]] = read("panels")[season]
    return rows


def awards() -> Sequence[Row]:
    """List what the organisers decided for last year."""
    rows: Sequence[Row] = read("panels")["award"]
    return rows


def tie_breaks() -> Sequence[Row]:
    """List what judges compared two at a time, and whom each put first."""
    rows: Sequence[Row] = read("panels")["tie_break"]
    return rows


def minutes() -> Sequence[Row]:
    """List the minutes that were written, version by version."""
    rows: Sequence[Row] = read("panels")["minutes"]
    return rows


def address_of(name: str) -> str:
    """Give an invented nominator an address at a name that belongs to nobody."""
    return f"{slug_of(name).replace('-', '.')}@example.net"
