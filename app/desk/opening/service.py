"""Begin a draft, keep it, give it up, and make a season of it in one go."""

from sqlalchemy import delete, select

from app import clock
from app.accounts.models import User
from app.accounts.queries import find_user_by_email
from app.accounts.rules import Role
from app.accounts.service import invite
from app.audit import service as audit
from app.desk.models import SeasonDraft
from app.desk.opening.answers import NEWEST, SAME, WAY, Answers, CategoryAnswer, from_json
from app.errors import Conflict, Refused
from app.extensions import db
from app.judging.assigning.members import find_rule, list_members
from app.judging.assigning.seating import seat_panel
from app.judging.deciding.ruling import choose_rule, get_ruling
from app.judging.rules import FEWEST_JUDGES
from app.judging.yardsticks import editing, reading
from app.programme import service as programme
from app.programme.models import Category, Season
from app.programme.queries import get_season
from app.programme.rules import Recognises
from app.web.engine import lock

STALE = "Somebody else changed this draft since you opened the page. Open it again to see their answers."


def begin(answers: Answers, *, by: User) -> SeasonDraft:
    """Begin a draft with what is proposed."""
    now = clock.now()
    draft = SeasonDraft(answers=answers.to_json(), begun_by_id=by.id, begun_at=now, edited_at=now)
    db.session.add(draft)
    db.session.flush()
    audit.record("season draft begun", about=draft, by=by, origin=answers.origin or "nothing")
    return draft


def keep(draft: SeasonDraft, answers: Answers, *, edition: int) -> SeasonDraft:
    """Keep the answers of a page, unless somebody else kept some since it was opened."""
    held = lock(draft)
    if held.edition != edition:
        raise Conflict(STALE)
    held.answers, held.edited_at, held.edition = answers.to_json(), clock.now(), held.edition + 1
    return held


def give_up(draft: SeasonDraft, *, by: User) -> None:
    """Throw a draft away."""
    audit.record("season draft given up", about=draft, by=by)
    db.session.execute(delete(SeasonDraft).where(SeasonDraft.id == draft.id))


def make(draft: SeasonDraft, *, edition: int, by: User) -> Season:
    """Make the season of a draft with everything that belongs to it, and send its invitations."""
    held = lock(draft)
    if held.edition != edition:
        raise Conflict(STALE)
    answers = from_json(held.answers)
    _require_whole(answers)
    season = programme.create_season(slug=answers.slug, name=answers.name, zone=answers.zone, by=by, **answers.days)
    past = _past(answers)
    for each in answers.categories:
        _make_category(season, each, past.get(each["origin"]), answers, by=by)
    _invite(answers, by=by)
    audit.record("season draft made", about=held, by=by, season=season.slug)
    db.session.execute(delete(SeasonDraft).where(SeasonDraft.id == held.id))
    db.session.flush()
    return season


def _require_whole(answers: Answers) -> None:
    missing = next((page for page in WAY[:-1] if page.value not in answers.seen), None)
    if missing:
        raise Refused(f"The page about {missing.value} is not answered yet.")
    if not answers.categories:
        raise Refused("Choose at least one category.")


def _past(answers: Answers) -> dict[str, Category]:
    if not answers.origin:
        return {}
    season = get_season(answers.origin)
    return {category.slug: category for category in season.categories}


def _make_category(
    season: Season, each: CategoryAnswer, past: Category | None, answers: Answers, *, by: User
) -> Category:
    category = programme.create_category(
        season,
        slug=each["slug"],
        name=each["name"],
        question=each["question"],
        recognises=Recognises(each["recognises"]),
        small_companies_only=each["small_companies_only"],
        by=by,
    )
    _choose_rubric(category, past, answers.rubric, by=by)
    _seat(category, past if answers.keeps_panels else None, answers.judges_an_entry, by=by)
    if past is not None and answers.keeps_rules:
        rule = get_ruling(past)
        choose_rule(
            category, official=rule.official, shortlist_line=rule.shortlist_line, award_line=rule.award_line, by=by
        )
    return category


def _choose_rubric(category: Category, past: Category | None, wanted: str, *, by: User) -> None:
    """Choose a version where one was named; otherwise the newest published one holds."""
    if wanted == SAME and past is not None:
        choice = reading.find_choice(past)
        if choice is not None:
            editing.choose(category, rubric=choice.rubric, by=by)
    elif wanted not in {NEWEST, SAME}:
        editing.choose(category, rubric=reading.get_rubric(reading.USED_PROFILE.value, wanted), by=by)


def _seat(category: Category, past: Category | None, judges_an_entry: int, *, by: User) -> None:
    """Seat those of the past panel who can still be asked; without a past one, say how many judges an entry needs."""
    rule = find_rule(past) if past is not None else None
    members = _still_judging(list_members(past)) if past is not None else {}
    if members or rule is not None or judges_an_entry != FEWEST_JUDGES:
        cap = rule.cap if rule else None
        seat_panel(category, judges_an_entry=judges_an_entry, cap=cap, members=members, by=by)


def _still_judging(members: dict[int, int | None]) -> dict[int, int | None]:
    query = select(User).where(User.id.in_(members), User.is_active)
    able = {user.id for user in db.session.scalars(query) if user.has_role(Role.JUDGE)}
    return {number: cap for number, cap in members.items() if number in able}


def _invite(answers: Answers, *, by: User) -> None:
    """Invite those who are not here yet; whoever came since needs no invitation."""
    for role, addresses in ((Role.CURATOR, answers.curators_to_invite), (Role.JUDGE, answers.judges_to_invite)):
        for address in addresses:
            known = find_user_by_email(address)
            if known is None or not known.has_role(role):
                invite(email=address, role=role, by=by, inviter=by)
