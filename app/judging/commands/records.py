"""Check the record of a decision from its file."""

import json

import click

from app.judging.commands.telling import plain
from app.judging.deciding.records import find_faults, is_record


def holds_record(raw: bytes) -> bool:
    """Tell whether a file holds the record of a decision."""
    try:
        return is_record(json.loads(raw.decode("utf-8")))
    except (ValueError, RecursionError):
        return False


def check_record(name: str, raw: bytes) -> None:
    """Work a record out again and say what was found; ends with 1 when it does not agree."""
    faults = find_faults(raw)
    if faults:
        click.echo(plain("\n".join([f"{name} does not hold what its content gives:", *faults])), err=True)
        raise SystemExit(1)
    record = json.loads(raw)
    told = "the tie-break was worked out again" if record["tie_break"] else "there was no tie-break"
    agreed = f"{record['season']}/{record['category']}: every byte agrees, sha256 {record['sha256']}; {told}"
    rests = f"It rests on the result with sha256 {record['result']['sha256']}: verify {record['result']['file']} too."
    click.echo(plain(f"{agreed}\n{rests}"))
