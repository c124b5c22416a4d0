"""The organisers' overview: what is next, what needs a person, how far the season is; brought up to date by itself."""

import hashlib
from typing import Any

from flask import make_response, render_template, request
from flask.typing import ResponseReturnValue

from app.accounts.signed_in import current_user
from app.desk import queries
from app.desk.rules import alarms_of, next_of, parts_of
from app.desk.views.blueprint import views


@views.get("/")
def overview() -> ResponseReturnValue:
    """Show where the current season stands and what is next."""
    return render_template("desk/overview.html", **_shown())


@views.get("/live")
def overview_live() -> ResponseReturnValue:
    """Bring an open overview up to date, with nothing to read when nothing has changed."""
    shown = _shown()
    validator: str = shown["validator"]
    if validator in request.if_none_match:
        answer = make_response("", 304)
    else:
        answer = make_response(render_template("desk/_overview.html", **shown))
    answer.set_etag(validator)
    return answer


def _shown() -> dict[str, Any]:
    facts = queries.get_facts(current_user, request.args.get("season", ""))
    parts, alarms = parts_of(facts), alarms_of(facts)
    told = (facts.season, facts.phase, parts, alarms, facts.queued)
    return {
        "facts": facts,
        "parts": parts,
        "following": next_of([step for part in parts for step in part.steps]),
        "alarms": alarms,
        "validator": hashlib.sha256(repr(told).encode()).hexdigest()[:20],
    }
