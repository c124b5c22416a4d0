"""What the demo prints: where it runs, whom to log in as, where letters arrive, what to look at."""

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import select

from app import clock
from app.config import Settings
from app.demo.people import PEOPLE, SIGN_IN_WORDS
from app.demo.surroundings import shown
from app.extensions import db
from app.nominations.models import Nomination
from app.nominations.rules import State
from app.programme import queries as programme
from app.programme.rules import Phase, opening_at, phase_of
from app.web.links import public_link, token_for

HEADS = ("Role", "Address", "Begin at")
WIDTHS = (24, 20)


def block(settings: Settings, *, is_running: bool) -> Iterator[str]:
    """Write everything a newcomer needs, line by line."""
    yield ""
    if is_running:
        yield f"Support Awards runs at {settings.public_url}"
        yield ""
    yield f"Log in at {settings.public_url}/login as any of these people; the password of all is"
    yield ""
    yield f"    {SIGN_IN_WORDS}"
    yield ""
    yield line(*HEADS)
    for person in PEOPLE:
        yield line(person.roles_in_words, person.email, person.home)
    yield ""
    yield from worth_seeing(settings)
    yield ""
    yield from letters(settings)
    yield ""
    if is_running:
        yield "Ctrl-C stops it. The data stays; `make demo FRESH=1` begins anew."


def line(role: str, address: str, home: str) -> str:
    """Write one line of the table."""
    return f"    {role:<{WIDTHS[0]}}{address:<{WIDTHS[1]}}{home}"


def worth_seeing(settings: Settings) -> Iterator[str]:
    """Name the pages that need no sign-in."""
    season = programme.get_current_season()
    published = [each for each in programme.list_seasons() if phase_of(each, clock.now()) is Phase.PUBLISHED]
    if opening_at(season, clock.now()).shows_nominating:
        yield f"Nominate:  {settings.public_url}/nominate"
    else:
        yield f"The season {season.name} is closed by now; begin anew to nominate."
    for each in published[:1]:
        yield f"Winners:   {settings.public_url}/winners/{each.slug}"


def letters(settings: Settings) -> Iterator[str]:
    """Say where letters arrive, and which link waits to be clicked."""
    kind, _, place = settings.mail_url.partition(":")
    if kind == "file":
        yield f"Letters arrive as files in {shown(Path(place))}, the newest last."
    waiting = find_unconfirmed()
    if waiting is not None:
        token = token_for("confirm", waiting.reference, waiting.generation)
        yield "One letter there asks its reader to confirm a nomination; the link in it is"
        yield f"    {public_link('nominations.confirm', token=token)}"


def find_unconfirmed() -> Nomination | None:
    """Find the newest nomination that waits for its letter to be answered."""
    wanted = select(Nomination).where(Nomination.state == State.UNCONFIRMED, Nomination.confirm_until > clock.now())
    return db.session.scalar(wanted.order_by(Nomination.id.desc()).limit(1))
