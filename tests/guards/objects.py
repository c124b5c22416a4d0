"""Route × role × object: what an address answers for each kind of thing it may speak of.

A row names who asks, and for each thing (parts of the address in the order of their names) the status. Whatever is
not theirs to see answers as if it were not there, to the letter.
"""

from collections.abc import Mapping

Row = tuple[str, Mapping[str, int]]

AS_IF_ABSENT = frozenset(
    {"absent", "foreign entry", "released", "recused", "barred", "forged", "unknown", "other category"}
)
ENTRY = {"submitted": 200, "draft": 200, "taken back": 200, "untouched": 200, "own elsewhere": 200}
NO_ENTRY = {"foreign entry": 404, "released": 404, "recused": 404, "barred": 404, "absent": 404}
ONLY_DRAFT = {"submitted": 409, "draft": 200, "taken back": 200, "untouched": 200, "own elsewhere": 200}
ONLY_SUBMITTED = {"submitted": 200, "draft": 409, "taken back": 409, "untouched": 409, "own elsewhere": 409}
LOCKED = {"submitted": 409, "draft": 409, "taken back": 409, "untouched": 409}
UNPINNED = {"submitted": 409, "draft": 303, "taken back": 303, "untouched": 303}
STATUS = {"status": 200, "unsubscribe": 404, "forged": 404, "unknown": 404}
NO_TOKEN = {"status": 404, "unsubscribe": 404, "forged": 404, "unknown": 404}
SEALED_ROOM = {
    "category/season": 403,
    "elsewhere/season": 403,
    "other category/season": 404,
    "absent/season": 404,
    "category/absent": 404,
}
ROOM = {**SEALED_ROOM, "category/season": 200, "elsewhere/season": 200}
UNPUBLISHED = {"category/season": 404, "other category/season": 404, "category/absent": 404}
COMPANY = {"company": 200, "absent": 404}
SEASON = {"season": 200, "absent": 404}
REFERENCE = {"nomination": 200, "absent": 404}
PERSON = {"person": 200, "absent": 404}
CODE = {"code": 200, "absent": 200}
WATCH = {"watch": 200, "absent": 404}
MENTION = {"mention": 200, "absent": 404}
ABSENT = {"absent": 404}


def of_entry(statuses: Mapping[str, int]) -> Row:
    return "hidden judge", {**statuses, **NO_ENTRY}


def pins(statuses: Mapping[str, int]) -> Row:
    return "hidden judge", {f"absent/{name}": status for name, status in {**statuses, **NO_ENTRY}.items()}


OBJECTS: dict[str, Row] = {
    "account.end_session": ("curator", ABSENT),
    "accounts.accept_invitation": ("anonymous", NO_TOKEN),
    "accounts.choose_new_password": ("anonymous", NO_TOKEN),
    "contacts.allow": ("curator", ABSENT),
    "curate.lift_mask": ("curator", {"absent/nomination": 404, "absent/absent": 404}),
    "curate.mask": ("curator", REFERENCE),
    "curate.moderate": ("curator", REFERENCE),
    "curate.move": ("curator", REFERENCE),
    "curate.open_address": ("curator", REFERENCE),
    "curate.show_person": ("curator", {"submitted": 404, "absent": 404}),
    "curate.undo": ("curator", {"nomination": 409, "absent": 404}),
    "curate.undo_batch": ("curator", ABSENT),
    "correspondence.edit_letter": ("organiser", {"new_password": 200, "absent": 404}),
    "correspondence.reset_letter": ("organiser", {"new_password": 200, "absent": 404}),
    "correspondence.show_version": ("organiser", {"absent/new_password": 404, "absent/absent": 404}),
    "correspondence.show_broadcast": ("organiser", ABSENT),
    "correspondence.discard_broadcast": ("organiser", ABSENT),
    "correspondence.send_broadcast": ("organiser", ABSENT),
    "correspondence.stop_broadcast": ("organiser", ABSENT),
    "desk.show_letter": ("organiser", ABSENT),
    "desk.open_letter_address": ("organiser", ABSENT),
    "desk.retry_alike": ("organiser", ABSENT),
    "desk.cancel_letter": ("organiser", ABSENT),
    "desk.give_up_season": ("organiser", ABSENT),
    "desk.season_page": ("organiser", {"absent/absent": 404}),
    "desk.show_days": ("organiser", SEASON),
    "desk.retry_letter": ("organiser", ABSENT),
    "digests.stop": ("anonymous", NO_TOKEN),
    "home.show_category": ("anonymous", {"category": 200, "absent": 404}),
    "home.show_company": ("anonymous", COMPANY),
    "home.preview_category": (
        "organiser",
        {"category/season": 200, "other category/season": 404, "absent/season": 404, "category/absent": 404},
    ),
    "home.preview_front": ("organiser", SEASON),
    "home.preview_judging": ("organiser", SEASON),
    "home.preview_winners": ("organiser", SEASON),
    "nominations.preview_form": ("organiser", SEASON),
    "home.show_winners": ("anonymous", {"season": 404, "absent": 404}),
    "company.show": ("anonymous", NO_TOKEN),
    "company.thank": ("anonymous", NO_TOKEN),
    "company.correct": ("anonymous", NO_TOKEN),
    "company.ask_unnamed": ("anonymous", NO_TOKEN),
    "company.stop_letters": ("anonymous", NO_TOKEN),
    "company.certificate": ("anonymous", {"absent/status": 404, "absent/forged": 404, "absent/unknown": 404}),
    "company.download": ("anonymous", NO_TOKEN),
    "company_letters.preview": ("organiser", {"season/company": 404, "absent/absent": 404}),
    "company_letters.end_links": ("organiser", {"season/company": 404, "absent/absent": 404}),
    "company_wishes.answer_unnamed": ("organiser", ABSENT),
    "company_wishes.name_again": ("organiser", COMPANY),
    "revoking.revoke": ("organiser", ABSENT),
    "company_words.read_thanks": ("curator", ABSENT),
    "company_words.answer": ("curator", ABSENT),
    "honours.badge": ("anonymous", ABSENT),
    "honours.verify": ("anonymous", ABSENT),
    "home.show_record": ("anonymous", UNPUBLISHED),
    "judging.assign": ("organiser", ROOM),
    "judging.panel": ("organiser", ROOM),
    "judging.plan": ("organiser", SEASON),
    "judging.decide": ("organiser", SEALED_ROOM),
    "judging.compute": ("organiser", SEALED_ROOM),
    "judging.propose": ("organiser", SEALED_ROOM),
    "judging.sign": ("organiser", SEALED_ROOM),
    "judging.download_result": ("anonymous", UNPUBLISHED),
    "judging.download_record": ("anonymous", UNPUBLISHED),
    "judging.analyse": ("organiser", SEALED_ROOM),
    "judging.choose_result_rule": ("organiser", ROOM),
    "judging.shortlist": ("organiser", SEALED_ROOM),
    "judging.break_tie": ("organiser", SEALED_ROOM),
    "judging.close_tie": ("organiser", SEALED_ROOM),
    "judging.minutes": ("organiser", SEALED_ROOM),
    "judging.compare": ("hidden judge", ABSENT),
    "judging.take_back_choice": ("hidden judge", ABSENT),
    "judging.finish_tie": ("hidden judge", ABSENT),
    "judging.compare_rubrics": ("organiser", {"absent/absent/absent": 404}),
    "judging.copy_rubric": ("organiser", {"absent/absent": 404}),
    "judging.discard_rubric": ("organiser", {"absent/absent": 404}),
    "judging.preview_for_judges": ("organiser", {"absent/absent": 404}),
    "judging.preview_for_the_public": ("organiser", {"absent/absent": 404}),
    "judging.show_rubric": ("organiser", {"absent/absent": 404}),
    "judging.edit_example": ("organiser", ABSENT),
    "judging.remove_example": ("organiser", ABSENT),
    "judging.try_example": ("hidden judge", ABSENT),
    "judging.feed_calendar": ("anonymous", NO_TOKEN),
    "judging.score": of_entry(ENTRY),
    "judging.print_entry": of_entry(ENTRY),
    "judging.recuse": of_entry(ENTRY),
    "judging.hand_back": of_entry(ENTRY),
    "judging.pin": of_entry(ONLY_DRAFT),
    "judging.reopen": of_entry(ONLY_SUBMITTED),
    "judging.unpin": pins(UNPINNED),
    "judging.remove_interest": ("hidden judge", ABSENT),
    "judging.remove_tie": ("organiser", ABSENT),
    "judging.undo_tie": ("organiser", ABSENT),
    "judging.show_judge": ("organiser", PERSON),
    "listening.follow": ("anonymous", {"code": 303, "absent": 303}),
    "listening.stop": ("anonymous", CODE),
    "listening.why": ("anonymous", CODE),
    "listening.name_company": ("curator", MENTION),
    "listening.show_mention": ("curator", MENTION),
    "listening.snooze": ("curator", MENTION),
    "merging.choose": ("curator", COMPANY),
    "merging.merge": ("curator", {"company/company": 200, "absent/company": 404, "company/absent": 404}),
    "merging.undo": ("curator", {"merge": 303, "absent": 404}),
    "nominations.answer": ("anonymous", {**STATUS, "status": 303}),
    "nominations.confirm": ("anonymous", NO_TOKEN),
    "nominations.confirm_address": ("anonymous", NO_TOKEN),
    "nominations.keep_address": ("anonymous", NO_TOKEN),
    "nominations.list_mine": ("anonymous", NO_TOKEN),
    "nominations.download": ("anonymous", STATUS),
    "nominations.edit": ("anonymous", STATUS),
    "nominations.erase": ("anonymous", STATUS),
    "nominations.follow": ("anonymous", STATUS),
    "nominations.set_news": ("anonymous", STATUS),
    "nominations.set_off_site": ("anonymous", STATUS),
    "nominations.withdraw": ("anonymous", STATUS),
    "nominations.unsubscribe": ("anonymous", {**NO_TOKEN, "unsubscribe": 200}),
    "nominations.show_story": ("anonymous", {"story": 200, "absent": 404}),
    "people.change_access": ("organiser", PERSON),
    "people.show_person": ("organiser", PERSON),
    "people.take_factor_away": ("organiser", PERSON),
    "people.end_sessions": ("organiser", PERSON),
    "people.send_invitation_again": ("organiser", {"invitation": 303, "absent": 404}),
    "people.revoke_invitation": ("organiser", {"invitation": 200, "absent": 404}),
    "programme.create_category": ("organiser", SEASON),
    "programme.edit_season": ("organiser", SEASON),
    "programme.make_current": ("organiser", SEASON),
    "programme.show_season": ("organiser", SEASON),
    "programme.edit_category": (
        "organiser",
        {"category/season": 200, "other category/season": 404, "absent/season": 404, "category/absent": 404},
    ),
    "register.add_alias": ("curator", {"company": 422, "absent": 404}),
    "register.check_company": ("curator", {"company": 303, "absent": 404}),
    "register.remove_alias": ("curator", {"company": 303, "absent": 404}),
    "register.contacts": ("curator", COMPANY),
    "register.set_letters": ("curator", {"company": 303, "absent": 404}),
    "register.show_company": ("curator", COMPANY),
    "register.strike_contact": ("curator", {"absent/company": 404, "absent/absent": 404}),
    "sources.close_gap": ("curator", ABSENT),
    "sources.read_again": ("curator", {"network": 200, "absent": 404}),
    "templates.retire": ("curator", ABSENT),
    "templates.show": ("curator", ABSENT),
    "templates.use_again": ("curator", ABSENT),
    "watches.pause": ("curator", {"watch": 303, "absent": 404}),
    "watches.resume": ("curator", {"watch": 303, "absent": 404}),
    "watches.remove": ("curator", WATCH),
    "watches.show": ("curator", WATCH),
}

BEFORE_OPENING: dict[str, Row] = {
    "judging.score": of_entry(dict.fromkeys(("untouched",), 403)),
    "judging.pin": of_entry(dict.fromkeys(("untouched",), 403)),
    "judging.reopen": of_entry(dict.fromkeys(("untouched",), 403)),
}
ONCE_SEALED: dict[str, Row] = {
    "judging.assign": ("organiser", SEALED_ROOM),
    "judging.score": of_entry(dict.fromkeys(LOCKED, 200)),
    "judging.print_entry": of_entry(dict.fromkeys(LOCKED, 200)),
    "judging.pin": of_entry(LOCKED),
    "judging.reopen": of_entry(LOCKED),
    "judging.unpin": pins(LOCKED),
}
PHASES = {"open": OBJECTS, "before opening": BEFORE_OPENING, "once sealed": ONCE_SEALED}
