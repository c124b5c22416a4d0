"""Pages of judges and organisers."""

from app.judging.views.blueprint import views

from app.judging.views import deciding, panel, pinning, progress, reopening, scoring  # isort: skip

__all__ = ["deciding", "panel", "pinning", "progress", "reopening", "scoring", "views"]
