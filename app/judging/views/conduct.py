"""The code of conduct: judges accept it before they see anything else of their work, and again when it changes."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.rules import Role, is_own_path
from app.accounts.signed_in import current_user
from app.judging.judges import queries, service
from app.judging.judges.forms import CodeForm
from app.judging.judges.rules import CODE_VERSION, is_accepted
from app.judging.views.blueprint import views
from app.web.actions import act

PLACE = "/judge/"


@views.before_request
def lead_to_code() -> ResponseReturnValue | None:
    """Lead a judge to the code, and then to what they wanted; what they send under an older one is still taken."""
    if not request.path.startswith(PLACE) or request.endpoint == "judging.show_code":
        return None
    if not current_user.is_authenticated or not current_user.has_role(Role.JUDGE):
        return None
    version = queries.find_accepted_version(current_user)
    if is_accepted(version) or (version is not None and request.method == "POST"):
        return None
    wish = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("judging.show_code", next=wish), 303)


@views.route("/judge/code", methods=["GET", "POST"])
def show_code() -> ResponseReturnValue:
    """Show the code of conduct, and let a judge accept it."""
    form = CodeForm(page="judging/code.html", profile=queries.find_profile(current_user), current=CODE_VERSION)
    if not form.validate_on_submit():
        return form.answer()
    act(service.accept_code, version=form.version.data or 0, by=current_user)
    flash("Thank you. The code stays here, beside your entries, under “Code of conduct”.")
    return redirect(_wish(), 303)


def _wish() -> str:
    wish = request.args.get("next", "")
    return wish if wish.startswith(PLACE) and is_own_path(wish) else PLACE
