"""The page of pictures beside a decision."""

from flask import render_template
from flask.typing import ResponseReturnValue

from app.accounts.signed_in import current_user
from app.judging.analysing.reading import find_analysis
from app.judging.views.blueprint import views
from app.programme import queries as programme


@views.get("/organise/results/<season>/<category>/analysis")
def analyse(season: str, category: str) -> ResponseReturnValue:
    """Show how far a category's result can be trusted."""
    row = programme.get_category(programme.get_season(season), category)
    return render_template("judging/analysis.html", category=row, analysis=find_analysis(current_user, row))
