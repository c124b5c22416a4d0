"""From plain facts to the checklist and the alarms: same facts, same words; the time is one of the facts."""

from app.desk.rules.alarms import alarms_of
from app.desk.rules.facts import Calendar, Facts, Ill, Other
from app.desk.rules.found import Alarm, Urgency
from app.desk.rules.steps import Part, Progress, Step, next_of, parts_of, steps_of

__all__ = [
    "Alarm",
    "Calendar",
    "Facts",
    "Ill",
    "Other",
    "Part",
    "Progress",
    "Step",
    "Urgency",
    "alarms_of",
    "next_of",
    "parts_of",
    "steps_of",
]
