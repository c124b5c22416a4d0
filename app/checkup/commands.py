"""`awards doctor`."""

import json
from collections.abc import Iterator

import click
from flask.cli import ScriptInfo
from sqlalchemy import exc

from app.checkup import people, reaching, setting, storing, working
from app.checkup.findings import Check, Finding, State, broken
from app.errors import Misconfigured
from app.extensions import db

FIRST: tuple[Check, ...] = (setting.check_settings, setting.check_files, storing.check_space)
DATABASE: Check = storing.check_database
THEN: tuple[Check, ...] = (
    storing.check_whole,
    storing.check_log,
    storing.check_backup,
    storing.check_clock,
    working.check_worker,
    working.check_outbox,
    working.check_sources,
    people.check_people,
)
LAST: tuple[Check, ...] = (working.check_mail, reaching.check_address)
COLOURS = {State.WORKS: "green", State.LOOK: "yellow", State.BROKEN: "red"}


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
@click.pass_context
def doctor(context: click.Context, as_json: bool) -> None:
    """Look at every part of the site and say what works, what does not and what to do; exit 1 if something is broken.

    Example: awards doctor
    """
    findings = []
    for finding in _examine(context.ensure_object(ScriptInfo)):
        findings.append(finding)
        if not as_json:
            _show(finding)
    is_well = all(finding.state is not State.BROKEN for finding in findings)
    if as_json:
        click.echo(json.dumps({"works": is_well, "findings": [vars(finding) for finding in findings]}))
    else:
        click.echo(_in_sum(findings))
    if not is_well:
        raise SystemExit(1)


def _examine(site: ScriptInfo) -> Iterator[Finding]:
    try:
        app = site.load_app()
    except Misconfigured as fault:
        yield broken("Settings", str(fault), "Mend it in the environment or in .env; .env.example explains each.")
        return
    with app.app_context():
        for check in FIRST:
            yield from _guarded(check)
        stands = list(_guarded(DATABASE))
        yield from stands
        for check in (*(THEN if stands[-1].state is State.WORKS else ()), *LAST):
            yield from _guarded(check)


def _guarded(check: Check) -> Iterator[Finding]:
    """Run one check; what keeps it from its end is a finding too."""
    part = check.__name__.removeprefix("check_").capitalize()
    try:
        yield from check()
    except exc.DBAPIError as fault:
        words = (str(fault.orig).strip() or "no reason given").splitlines()[0]
        yield broken(part, f"The database could not be used: {words[:200]}", "Look at AWARDS_DATABASE_URL.")
    except Exception as fault:
        yield broken(part, f"This could not be looked at ({type(fault).__name__}).", "Look at what stands above first.")
    finally:
        db.session.remove()


def _show(finding: Finding) -> None:
    state = click.style(f"{finding.state:<7}", fg=COLOURS[finding.state])
    click.echo(f"{state} {finding.part:<16} {finding.says}")
    if finding.to_do:
        click.echo(f"{'':24} → {finding.to_do}")


def _in_sum(findings: list[Finding]) -> str:
    faults, doubts = (sum(each.state is state for each in findings) for state in (State.BROKEN, State.LOOK))
    if not faults and not doubts:
        return "Everything works."
    return f"Broken: {faults}. To look at: {doubts}. The rest works."
