"""Forms of nominators and curators."""

from app.nominations.forms.deciding import DecisionForm
from app.nominations.forms.nominating import NominationForm

__all__ = ["DecisionForm", "NominationForm"]
