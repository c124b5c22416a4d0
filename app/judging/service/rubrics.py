"""Put the written yardstick into the database."""

from sqlalchemy import select

from app.accounts.models import User
from app.audit import service as audit
from app.extensions import db
from app.judging.models import Rubric
from app.judging.rules import Profile
from app.judging.yardstick import WrittenRubric, read_rubric
from app.judging.yardsticks import editing


def install_rubrics(*, by: User | None = None) -> list[Rubric]:
    """Install every profile of the written rubric, published; what is installed already stays as it is."""
    return [install(read_rubric(profile), by=by) for profile in Profile]


def install(written: WrittenRubric, *, by: User | None) -> Rubric:
    """Install one profile, or return it when this version is there already."""
    known = db.session.scalar(select(Rubric).filter_by(profile=written.profile, version=written.version))
    if known is not None:
        return known
    rubric = Rubric(profile=written.profile, version=written.version)
    editing.write(rubric, written)
    editing.freeze(rubric)
    audit.record(
        "rubric installed",
        about=rubric,
        by=by or "command line",
        profile=written.profile,
        version=written.version,
    )
    return rubric
