"""The organisers' overview."""

from flask import render_template
from flask.typing import ResponseReturnValue

from app import clock
from app.accounts.signed_in import current_user
from app.desk import queries
from app.desk.rules import next_of, steps_of
from app.desk.views.blueprint import views
from app.listening.queries.sources import list_ill
from app.mail import queries as mail
from app.programme import queries as programme
from app.programme.rules import opening_at


@views.get("/")
def overview() -> ResponseReturnValue:
    """Show where the current season stands and what is next."""
    season = programme.find_current_season()
    steps = steps_of(queries.get_facts(current_user, season))
    return render_template(
        "desk/overview.html",
        season=season,
        opening=opening_at(season, clock.now()) if season else None,
        steps=steps,
        following=next_of(steps),
        letters=mail.count_letters(),
        ill=list_ill(),
    )
