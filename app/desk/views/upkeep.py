"""How the site looks after itself: when each job last had its turn, and when the newest backup was made."""

from flask import render_template
from flask.typing import ResponseReturnValue

from app import clock
from app.desk.rules.alarms import BACKUP_EVERY, STANDSTILL
from app.desk.views.blueprint import views
from app.extensions import queue
from app.web import slots


@views.get("/upkeep")
def upkeep() -> ResponseReturnValue:
    """Show when the worker last did what, and what to do where it stands still."""
    turns = slots.list_last_turns(*(job.name for job in queue.jobs))
    last, backed_up = max(turns.values(), default=None), slots.find_last_backup()
    now = clock.now()
    return render_template(
        "desk/upkeep.html",
        jobs=[(job, turns.get(job.name)) for job in queue.jobs],
        last=last,
        stands_still=last is None or now - last >= STANDSTILL,
        backed_up=backed_up,
        is_old=backed_up is None or now - backed_up >= BACKUP_EVERY,
    )
