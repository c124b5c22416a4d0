"""A version is copied, edited, published and chosen; then it stands, whoever asks."""

import json
from dataclasses import replace

import pytest
from sqlalchemy import exc, select, text

from app.audit.models import AuditLine
from app.errors import Conflict, Missing, Refused
from app.extensions import db
from app.judging import service
from app.judging.models import CategoryRubric, Result, Rubric
from app.judging.yardsticks import choosing, editing, reading
from app.judging.yardsticks.rules import find_faults
from app.web.actions import act
from tests.judging.rows import compute, count, find_assignment, make_round, submit
from tests.judging.yardsticks.drafts import make_draft
from tests.make import make_category, make_user


def written(rubric):
    return reading.written_of(db.session.merge(rubric))


def test_a_draft_is_edited_beside_its_source_and_its_new_criterion_gets_a_code_nobody_had(app):
    draft, organiser = make_draft(), make_user(role="organiser")
    story = written(draft)
    added = replace(story.criteria[-1], code="new1", title="Kept promises", weight=10)
    lighter = replace(story.criteria[-1], weight=5)

    edited = replace(story, criteria=(added, *story.criteria[:-1], lighter))
    act(editing.save_draft, draft, written=edited, edition=1, by=organiser)

    assert written(draft).version == 2
    assert [each.code for each in written(draft).criteria] == ["a1", "a2", "b5", "b1", "b2", "b3"]
    assert [each.position for each in draft.criteria] == [1, 2, 3, 4, 5, 6]
    assert draft.edition == 2
    assert written(reading.get_rubric("story", "1")) == replace(story, version=1)
    line = db.session.scalars(select(AuditLine).filter_by(verb="rubric edited")).one()
    assert "b3.weight" in str(line.facts)
    assert "Kept promises" not in str(line.facts)


def test_criteria_and_blocks_leave_a_draft_and_a_discarded_draft_leaves_nothing(app):
    draft, organiser = make_draft(), make_user(role="organiser")
    story = written(draft)
    kept = [replace(each, weight=weight) for each, weight in zip(story.criteria[2:], (40, 30, 30), strict=True)]
    fewer = replace(story, blocks=story.blocks[1:], criteria=tuple(kept))

    act(editing.save_draft, draft, written=fewer, edition=1, by=organiser)

    assert written(draft) == fewer
    rows = {table: count_of(table) for table in ("block", "criterion", "level")}
    act(editing.discard, draft, edition=2, by=organiser)
    assert [rows[table] - count_of(table) for table in rows] == [1, 3, 15]
    with pytest.raises(Missing):
        reading.get_rubric("story", "2")


def count_of(table):
    return db.session.scalar(text(f'SELECT count(*) FROM "{table}"'))


def test_a_draft_saved_elsewhere_is_not_written_over(app):
    draft, organiser = make_draft(), make_user(role="organiser")
    theirs = replace(written(draft), level_names=("One", "Two", "Three", "Four", "Five"))
    act(editing.save_draft, draft, written=theirs, edition=1, by=organiser)

    with pytest.raises(editing.Stale) as stale:
        act(editing.save_draft, draft, written=written(draft), edition=1, by=organiser)

    assert (stale.value.theirs.level_names, stale.value.edition) == (theirs.level_names, 2)


def test_there_is_one_draft_of_a_profile_at_a_time(app):
    make_draft()

    with pytest.raises(Conflict, match="Version 2 is being written already"):
        act(editing.copy_version, reading.get_rubric("story", "1"), by=make_user(role="organiser"))


def test_a_draft_with_gaps_is_not_published(app):
    draft, organiser = make_draft(), make_user(role="organiser")
    story = written(draft)
    act(
        editing.save_draft,
        draft,
        written=replace(story, criteria=(replace(story.criteria[0], asks=""), *story.criteria[1:])),
        edition=1,
        by=organiser,
    )

    with pytest.raises(editing.Unsound) as unsound:
        act(choosing.publish, draft, edition=2, by=organiser)

    assert list(unsound.value.gaps) == ["asks_a1"]
    assert find_faults(written(draft)) == {}
    assert db.session.merge(draft).is_draft


CHANGES = {
    "words of a criterion": "UPDATE criterion SET asks = 'x'",
    "a weight": "UPDATE criterion SET weight = 1",
    "a level": "UPDATE level SET meaning = 'x'",
    "a block": "UPDATE block SET why = 'x'",
    "its number": "UPDATE rubric SET version = version + 10",
    "its freezing": "UPDATE rubric SET frozen_at = NULL",
    "a level away": "DELETE FROM level",
    "a criterion moved in": "UPDATE criterion SET rubric_id = (SELECT min(id) FROM rubric WHERE frozen_at IS NOT NULL)"
    " WHERE rubric_id = (SELECT max(id) FROM rubric) AND code = 'a1'",
    "all of it": "DELETE FROM rubric WHERE frozen_at IS NOT NULL",
}


@pytest.mark.parametrize("statement", CHANGES.values(), ids=CHANGES)
def test_the_database_keeps_a_published_version(app, statement):
    make_draft()

    with pytest.raises(exc.DatabaseError, match="the rubric is frozen"), db.engine.begin() as connection:
        connection.execute(text(statement))


@pytest.mark.parametrize(
    ("statement", "refusal"),
    [
        (
            "UPDATE category_rubric SET rubric_id = {draft}",
            "draft of the rubric|rubric of this category",
        ),
        ("UPDATE category_rubric SET rubric_id = {other}", "the rubric of this category is frozen"),
        ("UPDATE category_rubric SET frozen_at = NULL", "the rubric of this category is frozen"),
        ("DELETE FROM category_rubric", "the rubric of this category is frozen"),
        ("UPDATE assignment SET rubric_id = {other}", "a sheet keeps its rubric"),
    ],
    ids=["a draft", "another version", "its freezing", "the choice", "a sheet"],
)
def test_the_database_keeps_the_rubric_of_a_category_whose_judges_were_asked(app, statement, refusal):
    make_round()
    other = act(editing.copy_version, reading.get_rubric("story", "1"), by=make_user(role="organiser"))
    act(editing.freeze, other)
    draft = act(editing.copy_version, other, by=make_user(role="organiser"))

    with pytest.raises(exc.DatabaseError, match=refusal), db.engine.begin() as connection:
        connection.execute(text(statement.format(draft=draft.id, other=other.id)))


def test_a_category_keeps_its_version_once_a_judge_was_asked_and_takes_the_newest_before(app):
    made, organiser = make_round(entries=2, assign=False), make_user(role="organiser")
    later = make_category(season=made.season)
    first = reading.get_rubric("story", "1")
    act(service.change_panel, made.category, add=[(made.judge, made.entry)], by=organiser)
    second = act(editing.copy_version, first, by=organiser)
    act(choosing.publish, second, edition=1, by=organiser)

    act(service.change_panel, made.category, add=[(made.judge, made.entries[1])], by=organiser)

    assert reading.get_rubric_of(later).version == 2
    assert reading.get_rubric_of(made.category).version == 1
    assert {find_assignment(made.judge, entry).rubric.version for entry in made.entries} == {1}
    with pytest.raises(Conflict, match="can no longer change"):
        act(choosing.choose_for, made.season, choices={made.category: second}, by=organiser)


def test_a_result_holds_the_rubric_its_category_was_judged_by(app):
    made, organiser = make_round(), make_user(role="organiser")
    second = act(editing.copy_version, reading.get_rubric("story", "1"), by=organiser)
    act(choosing.publish, second, edition=1, by=organiser)
    submit(made.judge, made.entry, 3, 3, 3, 3, 3)

    compute(made)

    rubric = json.loads(db.session.scalars(select(Result.document)).one())["rubric"]
    assert (rubric["profile"], rubric["version"]) == ("story", 1)


def test_a_chosen_version_is_what_judges_get(app):
    made, organiser = make_round(assign=False), make_user(role="organiser")
    first = reading.get_rubric("story", "1")
    second = act(editing.copy_version, first, by=organiser)
    act(choosing.publish, second, edition=1, by=organiser)

    changed = act(choosing.choose_for, made.season, choices={made.category: first}, by=organiser)
    act(service.change_panel, made.category, add=[(made.judge, made.entry)], by=organiser)

    assert [category.id for category in changed] == [made.category.id]
    assert find_assignment(made.judge, made.entry).rubric.version == 1


@pytest.mark.parametrize(
    ("profile", "version", "sentence"),
    [("full", "1", "entries cannot have a dossier yet"), ("story", "2", "is a draft")],
)
def test_what_cannot_judge_cannot_be_chosen(app, profile, version, sentence):
    make_draft()
    category = make_category()

    with pytest.raises(Refused, match=sentence):
        act(editing.choose, category, rubric=reading.get_rubric(profile, version), by=make_user(role="organiser"))

    assert count(CategoryRubric) == 0
    assert count(Rubric) == 3
