"""What is announced rests on the newest result."""

import pytest

from app.errors import Refused
from app.judging import service
from app.judging.models import Announcement
from app.judging.rules import AwardState
from app.web.actions import act
from tests.judging.deciding.tied import compare_all, decide, make_tied, over
from tests.judging.interests.tied import declare
from tests.judging.rows import count
from tests.make import reload, sign_in


def test_a_decision_is_not_announced_once_its_result_was_computed_anew(app, client):
    made = make_tied()
    with over(made):
        compare_all(made, made.entry)
        signed = decide(made, made.entry)
        declare(made.judges[0], made.entries[2].company.name)
        act(service.compute_result, made.category, by=made.organiser)

        with pytest.raises(Refused, match="computed anew"):
            act(service.announce, made.season, by=made.organiser)
        page = sign_in(client, made.organiser).get("/organise/announcement").get_data(as_text=True)

        assert "computed anew since it was decided" in page
        assert (reload(signed[0]).state, count(Announcement)) == (AwardState.SIGNED, 0)
