"""What a curator chooses about the letter with the best open posts."""

from typing import Any

from wtforms import BooleanField, SelectField, SelectMultipleField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import InputRequired

from app.listening.answering.replies import NETWORK_NAMES
from app.listening.digests.times import WEEKDAYS
from app.listening.digests.tongues import TONGUES
from app.listening.models import Digest
from app.listening.service.digests import Order
from app.programme.rules import ZONES, zone_in_words
from app.web.forms import Form

USUAL_HOUR = 19
NAMES_TO_CHOOSE = {network: name[:1].upper() + name[1:] for network, name in NETWORK_NAMES.items()}


def hour_in_words(hour: int) -> str:
    """Write an hour as a clock shows it."""
    return f"{hour:02}:00"


class DigestForm(Form):
    """The hour, the days, and which posts."""

    is_on = BooleanField("Send me the best open posts by letter", false_values=("", "no"))
    hour = SelectField("Hour", choices=[SelectChoice(str(hour), hour_in_words(hour)) for hour in range(24)])
    zone = SelectField("Time zone")
    weekdays = SelectMultipleField(
        "Days",
        choices=[SelectChoice(str(number), name) for number, name in enumerate(WEEKDAYS)],
        validators=[InputRequired("Choose at least one day")],
    )
    networks = SelectMultipleField("Networks", choices=[SelectChoice(*each) for each in NAMES_TO_CHOOSE.items()])
    languages = SelectMultipleField("Languages", choices=[SelectChoice(*each) for each in TONGUES.items()])

    def __init__(self, digest: Digest | None, *, zone: str, **context: Any) -> None:
        """Fill the fields with what was chosen, or with what most will want."""
        super().__init__(page="listening/digest.html", digest=digest, **typed_of(digest, zone), **context)
        zones = dict.fromkeys([*ZONES, zone, *([digest.zone] if digest else [])])
        self.zone.choices = [SelectChoice(each, zone_in_words(each)) for each in zones]

    @property
    def order(self) -> Order:
        """Return what is wanted; all of a kind is the same as none chosen."""
        return Order(
            hour=int(self.hour.data),
            zone=self.zone.data,
            weekdays=sorted(map(int, self.weekdays.data or [])),
            networks=chosen(self.networks),
            languages=chosen(self.languages),
        )


def chosen(field: SelectMultipleField) -> list[str]:
    """Return the ticked ones in the order shown, none where all are."""
    offered = [str(each.value) for each in field.choices or []]  # type: ignore[union-attr]
    ticked = [each for each in offered if each in (field.data or [])]
    return [] if len(ticked) == len(offered) else ticked


def typed_of(digest: Digest | None, zone: str) -> dict[str, Any]:
    """Return a wish as the fields hold it."""
    if digest is None:
        days = [str(number) for number in range(len(WEEKDAYS))]
        return {
            "is_on": False,
            "hour": str(USUAL_HOUR),
            "zone": zone,
            "weekdays": days,
            "networks": [],
            "languages": [],
        }
    return {
        "is_on": digest.is_on,
        "hour": str(digest.hour),
        "zone": digest.zone,
        "weekdays": [str(number) for number in digest.weekdays],
        "networks": digest.networks,
        "languages": digest.languages,
    }
