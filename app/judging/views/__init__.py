"""Pages of judges and organisers."""

from app.judging.views.blueprint import views

from app.judging.views import conduct, deciding, panel, pinning, profile, progress, reopening, scoring  # isort: skip
from app.judging.views import assigning, interests, recusing, ties  # isort: skip
from app.judging.views import calendars, printing  # isort: skip
from app.judging.views import analysing, beside, comparing  # isort: skip
from app.judging.views import calibrating, rubrics  # isort: skip

__all__ = [
    "analysing",
    "assigning",
    "beside",
    "calendars",
    "calibrating",
    "comparing",
    "conduct",
    "deciding",
    "interests",
    "panel",
    "pinning",
    "printing",
    "profile",
    "progress",
    "recusing",
    "reopening",
    "rubrics",
    "scoring",
    "ties",
    "views",
]
