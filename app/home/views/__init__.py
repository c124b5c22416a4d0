"""The public's pages: what to read, companies, and what machines ask for."""

from app.home.views import companies, machines, reading, stating, wellbeing
from app.home.views.blueprint import views

__all__ = ["companies", "machines", "reading", "stating", "views", "wellbeing"]
