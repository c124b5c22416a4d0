"""The log of changes: look for lines, check the chain, take lines away as a table."""

from collections.abc import Iterator, Sequence

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app import clock
from app.accounts import queries as accounts
from app.audit import queries as audit
from app.audit.models import AuditLine
from app.companies.history import name_logged
from app.desk.forms import LogForm
from app.desk.views.blueprint import PAGE, before, views
from app.judging.queries.logged import LoggedLine, may_name_actor, show_lines
from app.web.sheets import sheet

HEADS = ("line", "when", "who", "what", "about", "details")
MOST = 10_000


@views.get("/audit")
def audit_log() -> ResponseReturnValue:
    """Show the log of changes, newest first, and check its chain when asked to."""
    form = _form()
    found = _find(form, before=before(), limit=PAGE + 1)
    lines = show_lines(found)
    page = render_template(
        "desk/audit.html",
        form=form,
        lines=lines[:PAGE],
        older=lines[PAGE - 1].number if len(lines) > PAGE else None,
        wish={name: value for name, value in request.args.items() if value and name not in {"before", "check"}},
        names=accounts.list_names({line.actor.removeprefix("user:") for line in lines}),
        companies=name_logged(found),
        most=MOST,
        verdict=audit.verify() if request.args.get("check") == "yes" else None,
    )
    return page, 422 if form.errors else 200


@views.get("/audit.csv")
def download_log() -> ResponseReturnValue:
    """Give the lines that are looked for to spreadsheets, the newest ten thousand."""
    lines = show_lines(_find(_form(), before=before(), limit=MOST))
    return sheet(f"log-{clock.now():%Y-%m-%d}", HEADS, _rows(lines))


def _form() -> LogForm:
    form = LogForm(formdata=request.args, meta={"csrf": False})
    form.offer({user.public_id: user.name or user.email for user in accounts.list_users()})
    form.validate()
    return form


def _find(form: LogForm, *, before: int | None, limit: int) -> list[AuditLine]:
    """Find lines; who read what stays sealed also from those who look for a person."""
    if form.errors:
        return []
    wish = form.wish()
    sealed = [may_name_actor(clock.now())] if wish.actor else []
    return audit.search(wish, *sealed, before=before, limit=limit)


def _rows(lines: Sequence[LoggedLine]) -> Iterator[Sequence[object]]:
    names = accounts.list_names({line.actor.removeprefix("user:") for line in lines})
    for line in lines:
        at = f"{line.at:%Y-%m-%d}" if line.is_day_alone else line.at.isoformat(timespec="seconds")
        who = names.get(line.actor.removeprefix("user:"), line.actor)
        details = "; ".join(f"{name}: {fact}" for name, fact in line.facts.items())
        yield line.number, at, who, line.verb, line.about, details
