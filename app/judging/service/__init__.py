"""What organisers and judges can do in judging."""

from app.judging.deciding.announcing import announce, cancel, publish
from app.judging.deciding.proposing import propose, sign
from app.judging.service.calendars import renew_calendar_link
from app.judging.service.panel import acknowledge, change_panel, recuse
from app.judging.service.pinning import pin_passages, unpin
from app.judging.service.results import compute_result, seal
from app.judging.service.rubrics import install_rubrics
from app.judging.service.scorecards import reopen_scorecard, save_scorecard, submit_scorecard

__all__ = [
    "acknowledge",
    "announce",
    "cancel",
    "change_panel",
    "compute_result",
    "install_rubrics",
    "pin_passages",
    "propose",
    "publish",
    "recuse",
    "renew_calendar_link",
    "reopen_scorecard",
    "save_scorecard",
    "seal",
    "sign",
    "submit_scorecard",
    "unpin",
]
