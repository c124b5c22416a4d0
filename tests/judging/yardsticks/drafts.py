"""Drafts and their form, for tests."""

from app.judging import service
from app.judging.models import Rubric
from app.judging.yardsticks import editing, reading
from app.judging.yardsticks.forms import _data
from app.web.actions import act
from tests.make import csrf, make_user

DRAFT = "/organise/rubric/story/2"


def make_draft() -> Rubric:
    """Install what is written and copy the story profile into version 2."""
    act(service.install_rubrics)
    return act(editing.copy_version, reading.get_rubric("story", "1"), by=make_user(role="organiser"))


def fields(**changes):
    """Return what the form of the draft sends, with some fields changed."""
    written = reading.written_of(reading.get_rubric("story", "2"))
    data = _data(written, 1) | {f"sources_{each.code}": list(each.sources) for each in written.criteria}
    keys = {"block": [each.code for each in written.blocks], "criterion": [each.code for each in written.criteria]}
    return {**data, **keys, "action": "save", **changes}


def send(client, **changes):
    """Send the form of the draft with a fresh token."""
    return client.post(DRAFT, data={**fields(**changes), "csrf_token": csrf(client, DRAFT)})
