"""Note in the log who took what out."""

from app.accounts.models import User
from app.audit import service as audit


def note(*, table: str, season: str, format_: str, with_people: bool, by: User) -> None:
    """Note that somebody takes a table out, and whether with what is personal."""
    people = "yes" if with_people else "no"
    audit.record("data taken out", about=f"export:{table}", by=by, season=season or "all", form=format_, people=people)
