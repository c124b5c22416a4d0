"""The log of changes."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.accounts import queries as accounts
from app.audit import queries as audit
from app.companies.history import name_logged
from app.desk.views.blueprint import PAGE, before, views
from app.judging.queries.logged import show_lines


@views.get("/audit")
def audit_log() -> ResponseReturnValue:
    """Show the log of changes, newest first, and check its chain when asked to."""
    about = request.args.get("about", "").strip()[:80]
    found = audit.list_lines(before=before(), about=[about] if about else (), limit=PAGE + 1)
    lines = show_lines(found)
    return render_template(
        "desk/audit.html",
        lines=lines[:PAGE],
        older=lines[PAGE - 1].number if len(lines) > PAGE else None,
        about=about,
        names=accounts.list_names({line.actor.removeprefix("user:") for line in lines}),
        companies=name_logged(found),
        verdict=audit.verify() if request.args.get("check") == "yes" else None,
    )
