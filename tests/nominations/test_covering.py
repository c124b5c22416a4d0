from app.nominations.rules import State
from app.nominations.service.covering import confirm_seen
from app.web.actions import act
from tests.make import make_nomination, reload


def test_words_that_changed_since_they_were_read_are_not_confirmed(app):
    nomination = make_nomination(state="unconfirmed")

    assert act(confirm_seen, nomination, nomination.revision_number + 1) is False
    assert reload(nomination).state is State.UNCONFIRMED
