"""Forms of nominators and curators."""

from app.nominations.forms.deciding import DecisionForm
from app.nominations.forms.nominating import NominationForm
from app.nominations.forms.paging import PagedForm

__all__ = ["DecisionForm", "NominationForm", "PagedForm"]
