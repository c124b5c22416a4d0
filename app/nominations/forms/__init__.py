"""Forms of nominators and curators."""

from app.nominations.forms.deciding import DecisionForm
from app.nominations.forms.following import AnswerForm, EditForm, MineForm
from app.nominations.forms.nominating import NominationForm
from app.nominations.forms.paging import PagedForm

__all__ = ["AnswerForm", "DecisionForm", "EditForm", "MineForm", "NominationForm", "PagedForm"]
