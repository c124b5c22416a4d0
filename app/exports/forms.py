"""What an organiser chooses to take out."""

from wtforms import BooleanField, RadioField, SelectField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import InputRequired

from app.exports.tables import TABLES
from app.web.forms import Form


class ExportForm(Form):
    """Which table, of which season, in which form, with what is personal or without."""

    table = RadioField(
        "What do you want to take out?",
        [InputRequired("Choose what you want to take out")],
        choices=[SelectChoice(name, table.title) for name, table in TABLES.items()],
    )
    season = SelectField("Season")
    format = RadioField(
        "As what?",
        [InputRequired("Choose a form")],
        choices=[SelectChoice("csv", "CSV, for spreadsheets"), SelectChoice("json", "JSON, for programs")],
        default="csv",
    )
    with_people = BooleanField("With names, addresses and stories of nominators as they wrote them")
