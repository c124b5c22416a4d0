"""Letters to organisers: a panel is short of a judge, a submitted scorecard no longer counts."""

from sqlalchemy import select

from app import clock
from app.accounts import queries as accounts
from app.extensions import db
from app.judging import visibility
from app.judging.interests.bars import find_bar
from app.judging.interests.overseeing import list_replacements
from app.judging.models import Assignment
from app.mail.letters import Words, letter
from app.programme import queries as programme
from app.web.links import public_link


@letter("panel_short")
def panel_short(subject: str) -> Words | None:
    """Tell an organiser which entries lost a judge whom nobody of the panel could follow: one letter for all."""
    slug, _, organiser = subject.rpartition(".")
    season = programme.get_season(slug)
    alone = [row for row in list_replacements(season) if row.successor_id is None]
    if not alone:
        return None
    return Words(
        to=accounts.get_user(organiser).email,
        title="An entry is short of a judge" if len(alone) == 1 else f"{len(alone)} entries are short of a judge",
        template="judging/letters/panel_short.txt",
        context={"season": season, "rows": alone, "link": public_link("judging.list_panels", season=slug)},
    )


@letter("sheet_aside")
def sheet_aside(subject: str) -> Words | None:
    """Tell an organiser that a submitted scorecard no longer counts; not once it does again."""
    number, _, organiser = subject.rpartition(".")
    assignment = db.session.scalar(select(Assignment).filter_by(public_id=number))
    if assignment is None or find_bar(assignment.judge, assignment.entry) is None:
        return None
    return Words(
        to=accounts.get_user(organiser).email,
        title="A submitted scorecard no longer counts",
        template="judging/letters/sheet_aside.txt",
        context={
            "assignment": assignment,
            "shows_reader": visibility.names_readers(assignment.entry.season, clock.now()),
            "link": public_link("judging.list_ties", season=assignment.entry.season.slug),
        },
    )
