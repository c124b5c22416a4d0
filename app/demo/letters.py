"""Letters in the demo: one whose words were edited, one to many judges, one that is being written."""

from functools import partial

from app.correspondence.models import Broadcast
from app.correspondence.queries.audiences import count_recipients
from app.correspondence.queries.kinds import get_kind, read_page
from app.correspondence.rules import Audience
from app.correspondence.service import broadcasts, words
from app.correspondence.service.broadcasts import Draft
from app.demo.script import Script
from app.demo.seasons import CURRENT, MIDDLE, PLANS, Stage
from app.web.actions import act

EDITED = "judge_assigned"
OWN_WORDS = "Thank you for giving your time: whoever wrote these stories hopes for an attentive reader."
TO_JUDGES = """{greeting}

two thirds of the time for judging has passed. If you have a question about the levels, answer this letter; \
we reply the same day.

Your entries:
{link}

Thank you for reading so carefully."""
TO_NOMINATORS = """{greeting}

nominations for {season} are open for some weeks more. If somebody has helped you since, tell us.

Your nomination:
{link}"""


def stage(script: Script, held: Stage) -> None:
    """Note when a letter is edited, when the judges are written to, and when a draft is begun."""
    script.add(held.days.at(PLANS[MIDDLE].judging_opens - 2, "10:05"), partial(edit, held))
    script.add(held.days.ago(hours=26), partial(write_to_judges, held))
    script.add(held.days.ago(hours=5), partial(begin_draft, held))


def edit(held: Stage) -> None:
    """Add a sentence to the letter that gives a judge their entries."""
    kind = get_kind(EDITED)
    page = read_page(kind)
    title, body = page.words
    act(words.edit_words, kind, title=title, body=f"{body}\n\n{OWN_WORDS}", seen=page.number, by=held.people["rosa"])


def write_to_judges(held: Stage) -> None:
    """Write to the judges of the round that is being judged."""
    title = "Two thirds of the time has passed"
    broadcast = _begin(held, Audience.JUDGES, MIDDLE, title, TO_JUDGES)
    count = count_recipients(broadcast)
    act(broadcasts.send, broadcast, count=count, seen=broadcast.edition, by=held.people["daniel"])


def begin_draft(held: Stage) -> None:
    """Begin a letter to the nominators of the season that is open, and leave it a draft."""
    _begin(held, Audience.NOMINATORS, CURRENT, "{season} is open until the last evening", TO_NOMINATORS)


def _begin(held: Stage, audience: Audience, season: str, title: str, body: str) -> Broadcast:
    draft = Draft(audience, held.seasons[season], None, title, body)
    return act(broadcasts.begin, draft, by=held.people["daniel"])
