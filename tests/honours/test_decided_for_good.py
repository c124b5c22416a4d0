"""What was announced is decided for good, also when the award is taken back afterwards."""

import json

import pytest

from app.errors import Conflict
from app.exports import published
from app.honours.service import revoke
from app.judging import queries, service
from app.judging.rules import Outcome
from app.web.actions import act
from tests.honours.rows import after, make_published
from tests.make import reload


def test_nothing_is_proposed_anew_where_an_award_was_taken_back(app):
    made = make_published()
    category = made.made.category
    other = {"outcome": Outcome.NO_AWARD, "entries": [], "citation": "", "reason": "Nobody is honoured after all."}

    with after(made):
        reason = "The story turned out to be about another company."
        act(revoke, reload(made.award), reason=reason, typed_name=category.name, by=made.organiser)
        with pytest.raises(Conflict, match="was announced"):
            act(service.propose, reload(category), **other, by=made.organiser)

        assert queries.get_decision_room(made.organiser, reload(category)).is_announced


def test_what_a_taken_back_award_rested_on_can_still_be_checked_and_exported(app, client):
    made = make_published()
    category, season = made.made.category, made.made.season
    path = f"/winners/{season.slug}/{category.slug}"

    with after(made):
        before = client.get(f"{path}.json").data
        reason = "The story turned out to be about another company."
        act(revoke, reload(made.award), reason=reason, typed_name=category.name, by=made.organiser)
        record = json.loads(client.get(f"{path}/record.json").data)
        rows = list(published.results(season.id))

        assert client.get(record["result"]["file"]).data == before
        assert {row[-1] for row in rows} == {record["result"]["sha256"]}
