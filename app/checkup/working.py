"""Do the worker, the mail and the reading of networks go on?"""

from collections.abc import Iterator
from datetime import timedelta

from app import clock
from app.checkup.findings import Finding, broken, look, works
from app.config import Env
from app.extensions import queue
from app.listening.health import AT_REST
from app.listening.queries.sources import list_sources
from app.mail import post
from app.mail import queries as mail
from app.mail.rules import State
from app.web import slots
from app.web.links import settings

SILENT = timedelta(minutes=5)
LONG_WAIT = timedelta(hours=1)
START = "Start `awards worker` and keep it running; see the units in README.md."


def check_worker() -> Iterator[Finding]:
    """Say when a worker last took a turn, and whether it can be woken."""
    last = max(slots.list_last_turns(*(job.name for job in queue.jobs)).values(), default=None)
    if last is None:
        yield broken("Worker", "None has ever run, so no letter leaves and nothing is read.", START)
    elif clock.now() - last > SILENT:
        yield broken("Worker", f"None has taken a turn since {last:%d %B %H:%M} UTC.", START)
    else:
        yield works("Worker", f"One took a turn at {last:%H:%M} UTC.")
    try:
        queue.prepare()
        queue.huey.storage.queue_size()
    except Exception as failure:
        yield look(
            "Queue",
            f"It cannot be used ({type(failure).__name__}), so letters leave by the minute and not at once.",
            "Look at AWARDS_QUEUE_URL.",
        )
    else:
        yield works("Queue", "It can be used.")


def check_mail() -> Iterator[Finding]:
    """Say whether the mail server would take a letter, without sending one."""
    try:
        said = post.probe(settings().mail_url)
    except (post.NotNow, post.Undeliverable, OSError) as failure:
        yield broken("Mail", str(failure), "Look at AWARDS_MAIL_URL: host, port, user and password.")
        return
    if said is None:
        say = broken if settings().env is Env.PRODUCTION else look
        yield say("Mail", "Letters go to the console or a folder and reach nobody.", "Set AWARDS_MAIL_URL=smtp://… .")
    else:
        yield works("Mail", said)


def check_outbox() -> Iterator[Finding]:
    """Say whether letters wait longer than they should."""
    counts, oldest = mail.count_letters(), mail.find_oldest_waiting()
    if counts[State.STUCK]:
        yield look(
            "Outbox",
            f"Letters that are stuck: {counts[State.STUCK]:,}.",
            "See why, and send them again, at /organise/mail.",
        )
    if oldest and clock.now() - oldest > LONG_WAIT:
        yield look("Outbox", f"A letter has waited since {oldest:%d %B %H:%M} UTC.", "See why at /organise/mail.")
    elif not counts[State.STUCK]:
        yield works(
            "Outbox", f"Letters sent: {counts[State.SENT]:,}; waiting: {counts[State.QUEUED]:,}; none is stuck."
        )


def check_sources() -> Iterator[Finding]:
    """Say how reading each network goes; one that nobody set up is no fault."""
    resting = []
    for source in list_sources():
        part = f"Source {source.name}"
        if source.verdict.state in AT_REST:
            resting.append(source.name)
        elif source.verdict.is_alarm:
            yield broken(part, f"{source.verdict.words}. {source.verdict.reason}", source.verdict.to_do)
        else:
            yield works(part, f"{source.verdict.words}. {source.verdict.reason}")
    if resting:
        yield works("Sources", f"Not set up or nothing to read: {', '.join(resting)}.")
