"""A judge's entries on paper: stories, the rubric with boxes to mark by hand, and lines to write on."""

from dataclasses import dataclass

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app import clock
from app.accounts.signed_in import current_user
from app.judging import queries
from app.judging.queries import Desk, Pinboard
from app.judging.views.blueprint import views


@dataclass(frozen=True)
class Sheet:
    """One entry to print; with the judge's own marks only when they ask for them."""

    desk: Desk
    board: Pinboard | None

    @property
    def with_marks(self) -> bool:
        """Tell whether the judge's own marks are printed too."""
        return self.board is not None

    def level(self, code: str) -> str:
        """Return the answer to a criterion as the form sends it; nothing without marks."""
        return self.desk.sheet.level_word(code) if self.with_marks else ""


@views.get("/judge/entries/<public_id>/print")
def print_entry(public_id: str) -> ResponseReturnValue:
    """Show one entry ready to print."""
    return _pack([queries.get_own_entry(current_user, public_id)], back=public_id)


@views.get("/judge/print")
def print_all() -> ResponseReturnValue:
    """Show all entries a judge has in the open season ready to print, one after the other."""
    return _pack(queries.list_own_desks(current_user))


def _pack(desks: list[Desk], back: str = "") -> ResponseReturnValue:
    with_marks = request.args.get("marks") == "1"
    sheets = [Sheet(desk, queries.get_pinboard(current_user, desk) if with_marks else None) for desk in desks]
    return render_template(
        "judging/print.html", sheets=sheets, back=back, with_marks=with_marks, printed_at=clock.now()
    )
