import pytest

from app.judging.rules import Profile
from app.judging.yardstick import read_rubric, read_sources


@pytest.mark.parametrize(
    ("profile", "weights"),
    [
        (Profile.STORY, {"a1": 25, "a2": 15, "b1": 30, "b2": 15, "b3": 15}),
        (Profile.FULL, {"a1": 14, "a2": 10, "b1": 18, "b2": 8, "b3": 8, "b4": 8, "c1": 14, "c2": 8, "d1": 12}),
    ],
    ids=["story", "full"],
)
def test_a_profile_has_its_published_weights_which_sum_to_a_hundred(profile, weights):
    rubric = read_rubric(profile)

    assert {criterion.code: criterion.weight for criterion in rubric.criteria} == weights
    assert sum(weights.values()) == 100


@pytest.mark.parametrize("profile", Profile)
def test_every_criterion_has_five_different_levels_in_whole_sentences_and_known_sources(profile):
    for criterion in read_rubric(profile).criteria:
        assert len(set(criterion.levels)) == 5
        assert all(level[0].isupper() and level.endswith(".") for level in criterion.levels)
        assert set(criterion.sources) <= read_sources().keys()
        assert criterion.asks.endswith("?")


def test_the_story_profile_leaves_out_the_blocks_that_need_a_dossier():
    blocks = [block.code for block in read_rubric(Profile.STORY).blocks]

    assert blocks == ["attitude", "solving"]
