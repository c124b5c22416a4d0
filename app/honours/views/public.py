"""What everybody sees of awards: badges on any site, the proof behind them, the hall of fame and the feed."""

from flask import Blueprint, Response, make_response, render_template, request
from flask.typing import ResponseReturnValue

from app.honours import feed
from app.honours.badge import fit
from app.honours.queries import awards as queries
from app.honours.queries.awards import ShownAward
from app.web.kept_pages import kept
from app.web.links import public_link

views = Blueprint("honours", __name__)

FED = 60
KEPT_SECONDS = 3600
FOR_ALL_SITES = {
    "Cache-Control": f"public, max-age={KEPT_SECONDS}",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Access-Control-Allow-Origin": "*",
}


@views.get("/badges/<award>.svg")
def badge(award: str) -> ResponseReturnValue:
    """Draw the badge of an award for any site to show; one that was taken back says so."""
    shown = queries.get_award(award)
    answer = make_response(render_template("honours/badge.svg", award=shown, **_fitted(shown)))
    answer.content_type = "image/svg+xml; charset=utf-8"
    answer.headers.update(FOR_ALL_SITES)
    answer.add_etag(weak=True)
    return answer.make_conditional(request)


def _fitted(award: ShownAward) -> dict[str, object]:
    return {
        "season": fit(award.season.name.upper(), width=200, sizes=(11, 10, 9), most_lines=1),
        "winner": fit(award.winner, width=232, sizes=(24, 21, 18, 16, 14)),
        "category": fit(award.category, width=232, sizes=(15, 14, 13, 12), most_lines=1),
    }


@views.get("/verify/<award>")
@kept
def verify(award: str) -> ResponseReturnValue:
    """Say whether a badge is genuine: what it stands for, since when, and where the decision can be checked."""
    shown = queries.get_award(award)
    return render_template("honours/verify.html", award=shown, badge=public_link("honours.badge", award=award))


@views.get("/hall-of-fame")
@kept
def hall_of_fame() -> ResponseReturnValue:
    """Show whom every season honoured."""
    return render_template("honours/hall.html", seasons=queries.list_hall())


@views.get("/feeds/winners.atom")
@kept
def winners_feed() -> ResponseReturnValue:
    """Give the winners to feed readers."""
    return Response(feed.write(queries.list_newest(FED)), content_type="application/atom+xml; charset=utf-8")
