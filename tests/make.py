"""Rows for tests: each function needs only what the test is about, and commits."""

from datetime import timedelta
from functools import lru_cache
from itertools import count
from typing import Any, TypeVar

from flask.testing import FlaskClient
from sqlalchemy import select

from app import clock
from app.accounts import passwords
from app.accounts import service as accounts
from app.accounts.models import User, UserRole
from app.accounts.rules import Role
from app.companies.models import Company
from app.companies.rules import name_key, slug_of
from app.extensions import Base, db
from app.judging.judges.rules import CODE_VERSION
from app.judging.models import JudgeProfile
from app.nominations.models import Entry, Moderation, Nomination, NominationRevision
from app.nominations.rules import State
from app.programme.models import Category, Season
from app.programme.rules import Recognises
from app.web.actions import act
from app.web.links import keyed_hash

Row = TypeVar("Row", bound=Base)
PASSWORD = "four quiet garden words"
_numbers = count(1)


def save(row: Row) -> Row:
    """Commit one row and return it."""

    def add() -> Row:
        db.session.add(row)
        db.session.flush()
        return row

    return act(add)


def reload(row: Row) -> Row:
    """Read a row again as it stands in the database now."""
    db.session.rollback()
    db.session.refresh(row)
    return row


def make_user(
    *,
    role: Role | str = Role.CURATOR,
    email: str | None = None,
    name: str = "",
    has_accepted: bool = True,
    **columns: Any,
) -> User:
    """Make a person with one role; a judge has accepted the code of conduct unless the test is about that."""
    number = next(_numbers)
    user = User(
        email=email or f"{role}{number}@example.org",
        name=name or f"{str(role).title()} {number}",
        password_hash=passwords.hash_password(PASSWORD),
        created_at=clock.now(),
        **columns,
    )
    user.role_rows = [UserRole(role=Role(role))]
    save(user)
    if role == Role.JUDGE and has_accepted:
        accept_code(user)
    return user


def accept_code(user: User) -> JudgeProfile:
    """Let a judge have accepted the code of conduct."""
    return save(JudgeProfile(user_id=user.id, code_version=CODE_VERSION, code_accepted_at=clock.now()))


def sign_in(client: FlaskClient, user: User) -> FlaskClient:
    """Give a client the cookie of a session of this user."""
    token = act(accounts.start_session, user, browser="test")
    with client.session_transaction() as session:
        session["_user_id"] = token
        session["_fresh"] = True
    return client


def csrf(client: FlaskClient, path: str = "/login") -> str:
    """Open a page with a form and return its token."""
    page = client.get(path).get_data(as_text=True)
    return page.split('name="csrf_token"', 1)[1].split('value="', 1)[1].split('"', 1)[0]


def make_season(*, phase: str = "nominating", slug: str | None = None) -> Season:
    """Make a season that stands in the given phase now; the first one is current."""
    now = clock.now()
    day = timedelta(days=1)
    opens = {
        "preparing": now + day,
        "nominating": now - 10 * day,
        "judging": now - 40 * day,
        "deciding": now - 70 * day,
        "published": now - 100 * day,
    }[phase]
    number = next(_numbers)
    return save(
        Season(
            slug=slug or f"season-{number}",
            name=f"Support Awards {number}",
            zone="UTC",
            nominations_open_at=opens,
            nominations_close_at=opens + 30 * day,
            judging_opens_at=opens + 31 * day,
            judging_closes_at=opens + 60 * day,
            announced_at=opens + 90 * day,
            published_at=opens + 90 * day if phase == "published" else None,
            is_current=db.session.scalar(select(Season.id).filter_by(is_current=True)) is None,
            created_at=now,
        )
    )


def make_category(*, season: Season | None = None, recognises: str = "company", **columns: Any) -> Category:
    season = season or make_season()
    number = next(_numbers)
    return save(
        Category(
            season_id=season.id,
            slug=columns.pop("slug", f"category-{number}"),
            name=columns.pop("name", f"Category {number}"),
            recognises=Recognises(recognises),
            position=number,
            **columns,
        )
    )


def make_company(name: str | None = None, **columns: Any) -> Company:
    name = name or f"Brightline {next(_numbers)}"
    return save(Company(slug=slug_of(name), name=name, name_key=name_key(name), created_at=clock.now(), **columns))


def make_entry(*, category: Category | None = None, company: Company | None = None, nominee: str = "") -> Entry:
    category = category or make_category()
    company = company or make_company()
    return save(
        Entry(
            season_id=category.season_id,
            category_id=category.id,
            company_id=company.id,
            nominee_key=slug_of(nominee),
            nominee=nominee or None,
            created_at=clock.now(),
        )
    )


def make_nomination(
    *,
    state: State | str = State.SUBMITTED,
    category: Category | None = None,
    entry: Entry | None = None,
    email: str | None = None,
    story: str = "My router failed before a hospital call and Priya stayed on the line until it worked.",
    **columns: Any,
) -> Nomination:
    """Make a nomination in a state; an accepted one gets an entry."""
    if State(state) is State.ACCEPTED and entry is None:
        entry = make_entry(category=category)
    category = category or (entry.category if entry else make_category())
    number = next(_numbers)
    now = clock.now()
    email = email or f"nominator{number}@example.org"
    written = {
        "company_name": entry.company.name if entry else "Brightline",
        "name": "Ada Lovelace",
        "qualities": [],
        "show_name": False,
    }
    written |= {name: columns.pop(name) for name in list(columns) if hasattr(NominationRevision, name)}
    nomination = Nomination(
        submission_key=f"key-{number:012d}",
        state=State(state),
        season_id=category.season_id,
        category_id=category.id,
        company_id=entry.company_id if entry else columns.pop("company_id", None),
        entry_id=entry.id if entry else None,
        identity=keyed_hash("identity", email),
        created_at=now,
        confirm_until=now + timedelta(hours=72),
        confirmed_at=None if state == State.UNCONFIRMED else now,
        decided_at=now if state in {State.ACCEPTED, State.REJECTED} else None,
        **columns,
    )
    nomination.revisions = [NominationRevision(number=1, story=story, email=email, created_at=now, **written)]
    return _signed(save(nomination))


def _signed(nomination: Nomination) -> Nomination:
    if nomination.moderated_by_id:
        save(Moderation(nomination_id=nomination.id, user_id=nomination.moderated_by_id))
    return nomination


def sent_letters(app: Any) -> list[Any]:
    """Deliver what is due and read the letters that arrived, oldest first."""
    from pathlib import Path

    from app.mail.worker import deliver_due

    deliver_due()
    folder = Path(app.config["AWARDS"].mail_url.removeprefix("file:"))
    return [_read_letter(path, path.stat().st_mtime_ns) for path in sorted(folder.glob("*.eml"))]


@lru_cache(maxsize=1_000)
def _read_letter(path: Any, _written_at: int) -> Any:
    """Read a letter once: to make sense of it takes longer than to send it."""
    from email import message_from_bytes, policy

    return message_from_bytes(path.read_bytes(), policy=policy.default)
