"""What organisers choose about a panel, and the plan they saw when they pressed the button."""

from typing import Any

from wtforms import BooleanField, HiddenField, IntegerField, SelectMultipleField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import InputRequired, NumberRange, Optional

from app.accounts.models import User
from app.judging.assigning.reading import Wishes
from app.judging.rules import MOST_JUDGES
from app.web.forms import Form

HIGHEST_CAP = 999
A_CAP = NumberRange(1, HIGHEST_CAP, f"Write a number from 1 to {HIGHEST_CAP}, or leave it empty")


class Whole(IntegerField):
    """A whole number, or a sentence that asks for one."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read what was typed."""
        try:
            super().process_formdata([each.strip() for each in valuelist])
        except ValueError:
            raise ValueError("Write a whole number, such as 12") from None


class SeatForm(Form):
    """A panel; `seat_form` adds the cap of each judge."""

    judges_an_entry = Whole(
        "Judges an entry",
        [
            InputRequired(f"Write a number from 1 to {MOST_JUDGES}"),
            NumberRange(1, MOST_JUDGES, f"Write a number from 1 to {MOST_JUDGES}"),
        ],
    )
    cap = Whole("Most entries a judge", [Optional(), A_CAP])
    member = SelectMultipleField("Judges of this category")
    judges: tuple[User, ...] = ()

    def members(self) -> dict[int, int | None]:
        """Return who was ticked, with caps of their own."""
        ticked = set(self.member.data or [])
        return {each.id: self[f"cap_{each.public_id}"].data for each in self.judges if each.public_id in ticked}


def seat_form(judges: list[User], **context: Any) -> SeatForm:
    """Make the form of a panel with these people to choose from."""
    caps = {
        f"cap_{each.public_id}": Whole(f"Most entries for {each.name or each.email}", [Optional(), A_CAP])
        for each in judges
    }
    form: SeatForm = type("SeatForm", (SeatForm,), {**caps, "judges": tuple(judges)})(**context)
    form.member.choices = [SelectChoice(each.public_id, each.name or each.email) for each in judges]
    return form


class WishesForm(Form):
    """What the organiser allows a plan to move, and the digest of the plan that the page showed."""

    may_move = BooleanField("Also move entries that nobody has acknowledged yet")
    silent = SelectMultipleField("Silent judges", validate_choice=False)
    category = HiddenField()
    digest = HiddenField()

    def wishes(self) -> Wishes:
        """Return what was ticked."""
        return Wishes(may_move=bool(self.may_move.data), silent=frozenset(self.silent.data or []))
