from functools import partial

import pytest
import time_machine
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DBAPIError

from app.accounts.models import User
from app.errors import Conflict, Missing, Refused
from app.extensions import db
from app.judging import queries, service, visibility
from app.judging.models import Pin, ScorecardVersion
from app.judging.passages import MOST_PINS
from app.judging.queries.pins import seen
from app.judging.rules import AssignmentState
from app.judging.service.pinning import Passage
from app.nominations import queries as nominations
from app.nominations import service as stories
from app.nominations.masking import MaskKind
from app.nominations.models import Entry, Nomination
from app.web.actions import act
from tests.judging.rows import compute, count, fields, find_assignment, make_round, post, sheet, submit
from tests.make import csrf, make_user, reload, sign_in
from tests.together import at_once

STORY = "I rang at night. Ana of the night shift stayed 👩🏽\u200d🚒 until it worked! They wrote the next day."
WORDS = "Ana of the night shift stayed 👩🏽\u200d🚒 until it worked!"
JSON = {"Accept": "application/json"}


@pytest.fixture
def made(app):
    return make_round(judges=2, story=STORY)


def passage(made, words, code="a1", judge=None):
    """Pin these words of the story as they are read now."""
    judge = judge or made.judge
    story = nominations.list_stories_of(made.entry)[0]
    start = story.text.index(words)
    place = Passage(seen(story), start, start + len(words))
    db.session.rollback()
    return act(service.pin_passages, find_assignment(judge, made.entry), code=code, passages=[place], by=judge)


def board(made, judge=None):
    db.session.rollback()
    judge = judge or made.judge
    return queries.get_pinboard(judge, queries.get_own_entry(judge, made.entry.public_id))


def words_on(made, code="a1"):
    return [pin.words or pin.why_gone for pin in board(made).on(code)]


def hide(made, words):
    row = db.session.scalars(select(Nomination).filter_by(entry_id=made.entry.id)).one()
    act(stories.mask_passage, row, passage=words, kind=MaskKind.NAME, by=make_user(role="curator"))


def value_of(made, words):
    story = nominations.list_stories_of(made.entry)[0]
    start = story.text.index(words)
    return f"{seen(story)}.{start}.{start + len(words)}"


def test_a_pin_keeps_positions_alone_and_starts_the_work(made):
    passage(made, WORDS)

    pin = db.session.scalars(select(Pin)).one()
    assert STORY[pin.start : pin.end] == WORDS
    assert words_on(made) == [WORDS]
    assert reload(find_assignment(made.judge, made.entry)).state is AssignmentState.STARTED


def test_pinning_never_gets_in_the_way_of_a_draft_written_meanwhile(made):
    assignment = find_assignment(made.judge, made.entry)
    passage(made, "I rang at night.")
    card = act(service.save_scorecard, assignment, sheet=sheet(4), version=0, by=made.judge)
    passage(made, WORDS, code="a2")
    card = act(service.save_scorecard, assignment, sheet=sheet(4, 3), version=card.version, by=made.judge)

    assert card.version == 2
    assert words_on(made) == ["I rang at night."]
    assert words_on(made, "a2") == [WORDS]


def test_the_same_passage_twice_is_one_pin_and_overlapping_ones_are_two(made):
    passage(made, WORDS)
    passage(made, WORDS)
    passage(made, "the night shift stayed")

    assert words_on(made) == [WORDS, "the night shift stayed"]


def test_a_criterion_takes_five_pins_and_says_so(made):
    for words in ("I rang", "at night", "Ana", "stayed", "worked")[:MOST_PINS]:
        passage(made, words)

    with pytest.raises(Refused, match="At most 5 passages"):
        passage(made, "They wrote")
    passage(made, "They wrote", code="b1")


@pytest.mark.parametrize(
    ("hidden", "shown"),
    [
        ("Ana", "[name hidden] of the night shift stayed 👩🏽\u200d🚒 until it worked!"),
        ("rang at night. Ana", "[name hidden] of the night shift stayed 👩🏽\u200d🚒 until it worked!"),
        (STORY, "The passage was hidden since."),
    ],
    ids=["inside", "over its beginning", "over all of it"],
)
def test_a_passage_hidden_later_is_hidden_in_the_pin_too(made, hidden, shown):
    passage(made, WORDS)

    hide(made, hidden)

    assert words_on(made) == [shown]


def test_a_pin_over_a_hidden_passage_takes_all_of_it_and_none_of_its_words(made):
    hide(made, "Ana")

    passage(made, "hidden] of the night")

    pin = db.session.scalars(select(Pin)).one()
    assert STORY[pin.start : pin.end] == "Ana of the night"
    assert words_on(made) == ["[name hidden] of the night"]


def test_what_was_read_before_a_mask_was_set_is_not_pinned_blindly(made, client):
    sign_in(client, made.judge)
    old = value_of(made, WORDS)
    hide(made, "Ana")
    path = f"/judge/entries/{made.entry.public_id}/pin"

    answer = client.post(path, data={"csrf_token": csrf(client, path), "criterion": "a1", "passage": old})

    assert answer.status_code == 409
    assert "A story was changed since you opened this page" in answer.get_data(as_text=True)
    assert count(Pin) == 0


def test_pins_on_an_erased_story_are_gone(made):
    passage(made, WORDS)
    row = db.session.scalars(select(Nomination).filter_by(entry_id=made.entry.id)).one()
    desk = queries.get_own_entry(made.judge, made.entry.public_id)

    act(stories.erase, row)

    assert nominations.list_stories_of(made.entry) == []
    desk.stories.clear()
    assert queries.get_pinboard(made.judge, desk).pins == []


def test_a_submitted_sheet_keeps_its_pins_as_positions_and_takes_no_more(made):
    passage(made, WORDS, code="b1")
    submit(made.judge, made.entry, 4, 4, 4, 4, 4)

    with pytest.raises(Conflict, match="Take it back first"):
        passage(made, "Ana")
    pin = db.session.scalars(select(Pin)).one()
    with pytest.raises(Conflict, match="Take it back first"):
        act(service.unpin, find_assignment(made.judge, made.entry), pin_id=pin.public_id, by=made.judge)

    kept = db.session.scalars(select(ScorecardVersion)).one().pins
    assert [(each["revision"], STORY[each["start"] : each["end"]]) for each in kept["b1"]] == [(1, WORDS)]
    assert "Ana" not in str(kept)


def test_nobody_reads_adds_or_removes_the_pins_of_another(made):
    pin = passage(made, WORDS)[0]
    assignment, other = find_assignment(made.judge, made.entry), made.judges[1]

    for verb in (
        lambda: visibility.list_own_pins(other, assignment),
        lambda: act(service.unpin, assignment, pin_id=pin.public_id, by=other),
        lambda: act(service.pin_passages, assignment, code="a1", passages=[], by=other),
    ):
        with pytest.raises(Missing):
            verb()
    act(service.unpin, find_assignment(other, made.entry), pin_id=pin.public_id, by=other)

    assert board(made, other).pins == []
    assert words_on(made) == [WORDS]


def test_without_javascript_sentences_are_ticked_and_pins_removed_on_a_page_of_their_own(made, client):
    sign_in(client, made.judge)
    there = f"/judge/entries/{made.entry.public_id}"
    answer = post(client, made.entry, {**fields(4, action=""), "pin": "a2", "comment_a2": "half a thought"})
    page = client.get(answer.headers["Location"]).get_data(as_text=True)
    ticked = [value_of(made, "I rang at night."), value_of(made, WORDS)]

    nothing = client.post(f"{there}/pin", data={"csrf_token": csrf(client, f"{there}/pin"), "criterion": "a2"})
    answer = client.post(
        f"{there}/pin", data={"csrf_token": csrf(client, f"{there}/pin"), "criterion": "a2", "passage": ticked}
    )
    scorecard = client.get(answer.headers["Location"]).get_data(as_text=True)
    pin = board(made).on("a2")[0]
    client.post(f"{there}/pins/{pin.public_id}/remove", data={"csrf_token": csrf(client, f"{there}/pin")})

    assert 'value="a2" checked' in page
    assert nothing.status_code == 422
    assert "Choose at least one sentence" in nothing.get_data(as_text=True)
    assert pin.words == f"I rang at night. {WORDS}"
    assert f'id="passage-{pin.public_id}"' in scorecard
    assert f'href="#passage-{pin.public_id}"' in scorecard
    assert "half a thought" in scorecard
    assert words_on(made, "a2") == []


@pytest.mark.parametrize("value", ["", "x", "abc.0123456789abcdef.5.1", "abc.0123456789abcdef.-1.4", "../../etc.1.2"])
def test_what_names_no_passage_is_refused_in_a_sentence(made, client, value):
    sign_in(client, made.judge)
    path = f"/judge/entries/{made.entry.public_id}/pin"

    data = {"csrf_token": csrf(client, path), "criterion": "a1", "passage": value}
    answer = client.post(path, data=data, headers=JSON)

    assert answer.status_code in (409, 422)
    assert answer.json["sentence"]
    assert count(Pin) == 0


def test_what_is_pinned_while_a_sheet_is_submitted_is_in_the_version_or_refused(made, app):
    act(service.save_scorecard, find_assignment(made.judge, made.entry), sheet=sheet(4), version=0, by=made.judge)
    places = [("I rang", "a1"), ("at night", "a1"), ("Ana", "a1"), ("stayed", "a1"), ("worked", "a1"), ("They", "a1")]
    values = [(value_of(made, words), code) for words, code in places]
    judge_id, entry_id = made.judge.id, made.entry.id

    def mine():
        judge = db.session.get(User, judge_id)
        return judge, find_assignment(judge, db.session.get(Entry, entry_id))

    def pin_one(value, code):
        judge, assignment = mine()
        name, start, end = value.rsplit(".", 2)
        passages = [Passage(name, int(start), int(end))]
        return act(service.pin_passages, assignment, code=code, passages=passages, by=judge)

    def submit_it():
        judge, assignment = mine()
        return act(service.submit_scorecard, assignment, sheet=sheet(4, 4, 4, 4, 4), version=1, by=judge)

    outcomes = at_once(app, submit_it, *(partial(pin_one, *each) for each in values))

    db.session.rollback()
    kept = db.session.scalars(select(ScorecardVersion)).one().pins.get("a1", [])
    assert len(kept) == count(Pin) == sum(isinstance(each, list) for each in outcomes) <= MOST_PINS


def test_a_pin_on_words_that_were_rewritten_says_so(made):
    passage(made, WORDS)

    act(db.session.execute, update(Pin).values(revision=2))

    assert words_on(made) == ["The story was changed since."]


@pytest.mark.parametrize("change", [update(Pin).values(start=0), delete(Pin)], ids=["move", "remove"])
def test_the_database_itself_keeps_the_pins_of_a_submitted_sheet(made, change):
    passage(made, WORDS)
    submit(made.judge, made.entry, 4, 4, 4, 4, 4)

    with pytest.raises(DBAPIError):
        act(db.session.execute, change)

    assert count(Pin) == 1


def test_organisers_read_pinned_passages_after_judging_with_masks_on_and_not_before(made, client):
    passage(made, WORDS)
    submit(made.judge, made.entry, 4, 4, 4, 4, 4)
    hide(made, "Ana")
    room = f"/organise/results/{made.season.slug}/{made.category.slug}"

    early = sign_in(client, made.organiser).get(room).get_data(as_text=True)
    compute(made)
    with time_machine.travel(made.after_judging):
        late = sign_in(client, made.organiser).get(room).get_data(as_text=True)

    assert "night shift" not in early
    assert "Pinned: “[name hidden] of the night shift stayed" in late
    assert "Ana" not in late
