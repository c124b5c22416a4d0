"""The public's pages: what to read, companies, and what machines ask for."""

from app.home.views import companies, machines, previewing, reading, stating, wellbeing
from app.home.views.blueprint import views

__all__ = ["companies", "machines", "previewing", "reading", "stating", "views", "wellbeing"]
