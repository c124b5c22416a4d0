"""Who may enter: one row for every route, read before each request and by the tests."""

from flask import Flask, abort, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts import queries as accounts
from app.accounts.rules import Role
from app.web.error_pages import list_typed
from app.web.headers import refuse_foreign_origin

PUBLIC = frozenset({"public"})
SIGNED_IN = frozenset(Role)
ORGANISER = frozenset({Role.ORGANISER})
CURATOR = frozenset({Role.CURATOR})
JUDGE = frozenset({Role.JUDGE})
OVERSEERS = CURATOR | ORGANISER
OPEN_WITHOUT_FACTOR = frozenset({"account.set_up_factor", "accounts.log_out"})

DOORS: dict[str, frozenset[str]] = {
    # home
    "home.front": PUBLIC,
    "home.show_company": PUBLIC,
    "home.how_we_judge": PUBLIC,
    "home.list_winners": PUBLIC,
    "home.show_winners": PUBLIC,
    "home.list_judges": PUBLIC,
    "home.list_categories": PUBLIC,
    "home.show_category": PUBLIC,
    "home.list_companies": PUBLIC,
    "home.fairness": PUBLIC,
    "home.stories_feed": PUBLIC,
    "home.season_calendar": PUBLIC,
    "home.site_map": PUBLIC,
    "home.robots": PUBLIC,
    "home.contact": PUBLIC,
    "home.privacy": PUBLIC,
    "home.accessibility": PUBLIC,
    "home.healthz": PUBLIC,
    "home.readyz": PUBLIC,
    "home.metrics": PUBLIC,
    # accounts
    "accounts.log_in": PUBLIC,
    "accounts.give_code": PUBLIC,
    "accounts.log_out": SIGNED_IN,
    "accounts.accept_invitation": PUBLIC,
    "accounts.ask_new_password": PUBLIC,
    "accounts.choose_new_password": PUBLIC,
    "account.show": SIGNED_IN,
    "account.change_name": SIGNED_IN,
    "account.change_password": SIGNED_IN,
    "account.confirm": SIGNED_IN,
    "account.end_session": SIGNED_IN,
    "account.show_factor": SIGNED_IN,
    "account.set_up_factor": SIGNED_IN,
    "account.renew_codes": SIGNED_IN,
    "account.remove_factor": SIGNED_IN,
    "people.list_people": ORGANISER,
    "people.show_person": ORGANISER,
    "people.change_access": ORGANISER,
    "people.take_factor_away": ORGANISER,
    "people.revoke_invitation": ORGANISER,
    # programme
    "programme.list_seasons": ORGANISER,
    "programme.create_season": ORGANISER,
    "programme.show_season": ORGANISER,
    "programme.edit_season": ORGANISER,
    "programme.make_current": ORGANISER,
    "programme.create_category": ORGANISER,
    "programme.edit_category": ORGANISER,
    "programme.edit_site": ORGANISER,
    # companies
    "register.list_companies": CURATOR,
    "register.add_company": CURATOR,
    "register.show_company": CURATOR,
    "register.add_alias": CURATOR,
    "register.remove_alias": CURATOR,
    "register.check_company": CURATOR,
    "register.contacts": CURATOR,
    "register.strike_contact": CURATOR,
    "register.set_letters": CURATOR,
    "merging.choose": CURATOR,
    "merging.merge": CURATOR,
    "merging.undo": CURATOR,
    "companies.suggest": PUBLIC,
    # nominations
    "nominations.nominate": PUBLIC,
    "nominations.give_challenge": PUBLIC,
    "nominations.sent": PUBLIC,
    "nominations.send_again": PUBLIC,
    "nominations.correct_address": PUBLIC,
    "nominations.follow": PUBLIC,
    "nominations.confirm": PUBLIC,
    "nominations.edit": PUBLIC,
    "nominations.confirm_address": PUBLIC,
    "nominations.keep_address": PUBLIC,
    "nominations.answer": PUBLIC,
    "nominations.set_news": PUBLIC,
    "nominations.set_off_site": PUBLIC,
    "nominations.withdraw": PUBLIC,
    "nominations.erase": PUBLIC,
    "nominations.download": PUBLIC,
    "nominations.unsubscribe": PUBLIC,
    "nominations.ask_for_mine": PUBLIC,
    "nominations.mine_asked": PUBLIC,
    "nominations.list_mine": PUBLIC,
    "nominations.show_story": PUBLIC,
    "curate.list_nominations": CURATOR,
    "curate.moderate": CURATOR,
    "curate.undo": CURATOR,
    "curate.open_address": CURATOR,
    "curate.search": CURATOR,
    "curate.decide_many": CURATOR,
    "curate.undo_batch": CURATOR,
    "curate.mask": CURATOR,
    "curate.lift_mask": CURATOR,
    "curate.move": CURATOR,
    "curate.show_person": CURATOR,
    "curate.enter": CURATOR,
    # judging
    "judging.show_code": JUDGE,
    "judging.edit_profile": JUDGE,
    "judging.list_judges": ORGANISER,
    "judging.show_judge": ORGANISER,
    "judging.list_own": JUDGE,
    "judging.acknowledge": JUDGE,
    "judging.score": JUDGE,
    "judging.reopen": JUDGE,
    "judging.pin": JUDGE,
    "judging.unpin": JUDGE,
    "judging.print_entry": JUDGE,
    "judging.print_all": JUDGE,
    "judging.show_calendar": JUDGE,
    "judging.download_calendar": JUDGE,
    "judging.feed_calendar": PUBLIC,
    "judging.recuse": JUDGE,
    "judging.hand_back": JUDGE,
    "judging.hand_back_unbegun": JUDGE,
    "judging.interests": JUDGE,
    "judging.remove_interest": JUDGE,
    "judging.complete_interests": JUDGE,
    "judging.list_ties": ORGANISER,
    "judging.download_ties": ORGANISER,
    "judging.note_tie": ORGANISER,
    "judging.remove_tie": ORGANISER,
    "judging.decide_tie": ORGANISER,
    "judging.undo_tie": ORGANISER,
    "judging.list_rubrics": ORGANISER,
    "judging.show_rubric": ORGANISER,
    "judging.copy_rubric": ORGANISER,
    "judging.discard_rubric": ORGANISER,
    "judging.preview_for_judges": ORGANISER,
    "judging.preview_for_the_public": ORGANISER,
    "judging.compare_rubrics": ORGANISER,
    "judging.list_examples": ORGANISER,
    "judging.add_ready_made": ORGANISER,
    "judging.new_example": ORGANISER,
    "judging.edit_example": ORGANISER,
    "judging.remove_example": ORGANISER,
    "judging.calibrate": JUDGE,
    "judging.try_example": JUDGE,
    "judging.list_panels": ORGANISER,
    "judging.assign": ORGANISER,
    "judging.plan": ORGANISER,
    "judging.panel": ORGANISER,
    "judging.progress": ORGANISER,
    "judging.progress_entries": ORGANISER,
    "judging.download_progress": ORGANISER,
    "judging.remind": ORGANISER,
    "judging.switch_reminders": ORGANISER,
    "judging.list_results": ORGANISER,
    "judging.decide": ORGANISER,
    "judging.compute": ORGANISER,
    "judging.propose": ORGANISER,
    "judging.sign": ORGANISER,
    "judging.announce": ORGANISER,
    "judging.download_result": PUBLIC,
    # listening
    "listening.show_queue": CURATOR,
    "listening.paste": CURATOR,
    "listening.show_live": CURATOR,
    "listening.snooze": CURATOR,
    "listening.name_company": CURATOR,
    "listening.move_many": CURATOR,
    "listening.undo": CURATOR,
    "listening.show_mention": CURATOR,
    "listening.list_replies": CURATOR,
    "listening.follow": PUBLIC,
    "listening.why": PUBLIC,
    "listening.stop": PUBLIC,
    "templates.list_templates": CURATOR,
    "templates.create": CURATOR,
    "templates.show": CURATOR,
    "templates.retire": CURATOR,
    "templates.use_again": CURATOR,
    "contacts.list_contacts": CURATOR,
    "contacts.allow": CURATOR,
    "watches.list_watches": CURATOR,
    "watches.create": CURATOR,
    "watches.show": CURATOR,
    "watches.pause": CURATOR,
    "watches.resume": CURATOR,
    "watches.remove": CURATOR,
    "outreach.show": CURATOR,
    "outreach.note_shown": CURATOR,
    "outreach.download_figures": CURATOR,
    "outreach.download_posts": CURATOR,
    "digests.show": CURATOR,
    "digests.stop": PUBLIC,
    "learning.show": CURATOR,
    "sources.list_sources": OVERSEERS,
    "sources.show_live": OVERSEERS,
    "sources.read_again": OVERSEERS,
    "sources.close_gap": CURATOR,
    # honours
    "honours.badge": PUBLIC,
    "honours.verify": PUBLIC,
    "honours.hall_of_fame": PUBLIC,
    "honours.winners_feed": PUBLIC,
    # desk
    "desk.overview": ORGANISER,
    "desk.overview_live": ORGANISER,
    "desk.upkeep": ORGANISER,
    "desk.audit_log": ORGANISER,
    "desk.download_log": ORGANISER,
    "desk.outbox": ORGANISER,
    "desk.retry_letter": ORGANISER,
    "desk.find_letters": ORGANISER,
    "desk.show_letter": ORGANISER,
    "desk.open_letter_address": ORGANISER,
    "desk.retry_alike": ORGANISER,
    "desk.cancel_letter": ORGANISER,
    # correspondence
    "correspondence.list_letters": ORGANISER,
    "correspondence.edit_letter": ORGANISER,
    "correspondence.reset_letter": ORGANISER,
    "correspondence.show_version": ORGANISER,
    "correspondence.list_all_broadcasts": ORGANISER,
    "correspondence.begin_broadcast": ORGANISER,
    "correspondence.show_broadcast": ORGANISER,
    "correspondence.discard_broadcast": ORGANISER,
    "correspondence.send_broadcast": ORGANISER,
    "correspondence.stop_broadcast": ORGANISER,
}


def register(app: Flask) -> None:
    """Check the door before every request."""
    app.before_request(check_door)


def check_door() -> ResponseReturnValue | None:
    """Let a person in, send a stranger to the log-in page, or refuse."""
    if request.endpoint is None:
        return None
    door = DOORS.get(request.endpoint)
    if door is None:
        abort(404)
    if door is PUBLIC:
        return None
    if not current_user.is_authenticated:
        return _stop_stranger()
    if not door & current_user.roles:
        abort(403)
    if request.endpoint not in OPEN_WITHOUT_FACTOR and accounts.lacks_factor(current_user):
        return _lead_to_factor()
    return None


def _lead_to_factor() -> ResponseReturnValue:
    """Lead whoever must have a second factor to setting it up, and from there to what they wanted."""
    if "HX-Request" in request.headers:
        return "", 401, {"HX-Refresh": "true"}
    return redirect(url_for("account.set_up_factor", next=_wish()), 303)


def _stop_stranger() -> ResponseReturnValue:
    """Send a stranger to the log-in page; whoever was logged out while writing keeps what they wrote."""
    if "HX-Request" in request.headers:
        return "", 401, {"HX-Refresh": "true"}
    if request.accept_mimetypes.best == "application/json":
        return jsonify(sentence="You are logged out."), 401
    kept = list_typed()
    if kept:
        refuse_foreign_origin()
        return render_template("errors/logged_out.html", kept=kept, action=request.full_path.rstrip("?")), 401
    flash("Log in to see this page.", "notice")
    return redirect(url_for("accounts.log_in", next=_wish()), 303)


def _wish() -> str | None:
    return request.full_path.rstrip("?") if request.method == "GET" else None
