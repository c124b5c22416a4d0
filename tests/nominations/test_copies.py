import pytest

from app.nominations import queries, service
from app.nominations.copies import ALIKE, bands, is_short, likeness, shingles
from app.nominations.rules import State
from app.nominations.signals import hold_late
from app.web.actions import act
from tests.make import make_category, make_nomination, reload
from tests.nominations.private import writing_of

STORY = (
    "Our till stopped on a Saturday morning with forty people in the queue. Marta called back within five minutes,"
    " stayed on the line until the last receipt was printed and rang again on Monday to see whether it still worked."
)
LIGHTLY_CHANGED = STORY.replace("Saturday", "Sunday").replace("Marta", "Peter").replace("forty", "thirty")
ANOTHER = (
    "When my father died they closed his account with one call, without asking me for the same paper three times."
    " Nobody tried to sell me anything, and the letter that came afterwards was written by a person."
)


def confirmed(story, **columns):
    nomination = make_nomination(state=State.UNCONFIRMED, story=story, **columns)
    act(service.confirm, nomination)
    return reload(nomination)


def test_a_lightly_changed_story_is_like_the_first():
    assert likeness(shingles(STORY), shingles(LIGHTLY_CHANGED)) >= ALIKE
    assert set(bands(shingles(STORY))) & set(bands(shingles(LIGHTLY_CHANGED)))


def test_two_people_writing_about_different_things_are_nothing_alike():
    assert likeness(shingles(STORY), shingles(ANOTHER)) < 0.05


@pytest.mark.parametrize(
    "text",
    ["客服人员在十分钟内解决了我的问题，态度非常好，谢谢你们", "ทีมงานช่วยเหลือดีมากและแก้ปัญหาได้รวดเร็ว"],
    ids=["Chinese", "Thai"],
)
def test_scripts_without_spaces_are_compared_too(text):
    assert likeness(shingles(text), shingles(f"{text}好")) > ALIKE
    assert not is_short(shingles(text))


@pytest.mark.parametrize("text", ["", "!!!", "👍" * 30, "a"])
def test_any_text_has_a_fingerprint(text):
    assert len(bands(shingles(text))) == 10


def test_curators_see_near_copies_with_the_likest_first(app):
    category = make_category()
    changed = confirmed(LIGHTLY_CHANGED, category=category)
    same = confirmed(STORY, category=category)
    confirmed(ANOTHER, category=category)

    found = queries.list_near_copies(confirmed(STORY, category=category))

    assert [each.nomination.reference for each in found] == [same.reference, changed.reference]
    assert found[0].percent == 100 > found[1].percent


def test_the_first_near_copy_is_noted_and_the_fourth_held(app):
    category = make_category()

    states = [confirmed(STORY, category=category).state for _ in range(4)]

    assert states == [State.SUBMITTED] * 3 + [State.HELD]


def test_the_first_ones_of_a_series_are_held_when_the_others_have_come(app):
    category = make_category()
    first = confirmed(STORY, category=category)
    for _ in range(3):
        confirmed(STORY, category=category)

    assert hold_late() == 3

    assert reload(first).state is State.HELD
    assert first.signals == ["near_copies"]


def test_the_same_person_may_say_the_same_again(app):
    category, other = make_category(), make_category()
    confirmed(STORY, category=category, email="ada@example.org")

    again = confirmed(STORY, category=other, email="ada@example.org")

    assert again.signals == []


def test_two_people_may_write_the_same_few_words(app):
    category = make_category()

    states = {confirmed("Fast, friendly and fixed at once.", category=category).state for _ in range(6)}

    assert states == {State.SUBMITTED}


def edit(nomination, **changes):
    act(
        service.edit,
        nomination,
        seen_revision=nomination.revision_number,
        category_id=nomination.category_id,
        writing=writing_of(nomination, **changes),
    )
    return reload(nomination)


def test_a_changed_story_is_found_by_the_words_it_has_now(app):
    category = make_category()
    changed = edit(confirmed(ANOTHER, category=category), story=STORY)

    of_new = queries.list_near_copies(confirmed(STORY, category=category))
    of_old = queries.list_near_copies(confirmed(ANOTHER, category=category))

    assert [each.nomination.reference for each in of_new] == [changed.reference]
    assert of_old == []


def test_a_change_beside_the_story_leaves_its_fingerprint(app):
    category = make_category()
    changed = edit(confirmed(STORY, category=category), name="Grace Hopper")

    found = queries.list_near_copies(confirmed(STORY, category=category))

    assert [each.nomination.reference for each in found] == [changed.reference]
