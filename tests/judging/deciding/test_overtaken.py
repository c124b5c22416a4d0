"""What is announced rests on the newest result."""

import pytest
from sqlalchemy import exc, text

from app.errors import Refused
from app.extensions import db
from app.judging import service, visibility
from app.judging.interests import declaring
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


def test_what_is_computed_last_counts_though_the_same_was_computed_before(app):
    made = make_tied()
    with over(made):
        first = act(service.compute_result, made.category, by=made.organiser)
        tie = declare(made.judges[0], made.entries[2].company.name)
        second = act(service.compute_result, made.category, by=made.organiser)
        act(declaring.remove, tie, by=made.judges[0])
        third = act(service.compute_result, made.category, by=made.organiser)

        assert first.sha256 != second.sha256
        assert (third.id, third.sha256) == (first.id, first.sha256)
        assert visibility.find_newest_result(made.category).id == third.id


@pytest.mark.parametrize("change", ["document = '{}'", "sha256 = 'a'", "category_id = category_id + 1"])
def test_nothing_else_of_a_result_ever_changes(app, change):
    made = make_tied()
    with over(made):
        act(service.compute_result, made.category, by=made.organiser)

    with pytest.raises(exc.DatabaseError, match="append-only"), db.engine.begin() as connection:
        connection.execute(text(f"UPDATE result SET {change}"))
