from dataclasses import replace

import pytest

from app.desk.rules import Facts, Progress, next_of, steps_of
from app.programme.rules import Phase

READY = Facts(season_slug="2026", phase=Phase.NOMINATING, categories=5, has_identity=True, curators=1, judges=3)
JUDGED = replace(READY, entries=4, assignments=12, submitted=12)


def following(facts):
    step = next_of(steps_of(facts))
    return step.title if step else None


@pytest.mark.parametrize(
    ("facts", "title"),
    [
        (Facts(), "Set the season's days"),
        (Facts(season_slug="2026", phase=Phase.PREPARING), "Choose the categories"),
        (replace(READY, has_identity=False), "Say who runs the awards"),
        (replace(READY, curators=0), "Invite curators"),
        (replace(READY, nominations_waiting=2), "Read the nominations"),
        (replace(READY, judges=0), "Invite judges"),
        (replace(READY, entries=4, entries_without_judges=1), "Give every entry its judges"),
        (replace(JUDGED, phase=Phase.JUDGING, submitted=11), "Follow the judging"),
        (replace(JUDGED, phase=Phase.DECIDING, categories_undecided=5), "Decide and announce"),
        (replace(JUDGED, phase=Phase.DECIDING), "Decide and announce"),
        (replace(JUDGED, phase=Phase.PUBLISHED), None),
        (READY, None),
    ],
)
def test_the_checklist_tells_what_is_next(facts, title):
    assert following(facts) == title


@pytest.mark.parametrize("phase", [None, *Phase])
def test_a_published_season_has_nothing_left_and_every_other_one_says_where_it_stands(phase):
    steps = steps_of(replace(JUDGED, phase=phase, season_slug="2026" if phase else ""))

    assert len(steps) == 9
    assert all(step.sentence.endswith(".") and step.href.startswith("/") for step in steps)
    assert (steps[-1].progress is Progress.DONE) == (phase is Phase.PUBLISHED)


def test_an_organiser_who_is_no_curator_is_not_sent_to_the_curators_pages():
    hrefs = [step.href for step in steps_of(replace(READY, nominations_waiting=1))]

    assert "/curate/nominations" not in hrefs
    assert "/curate/nominations" in [step.href for step in steps_of(replace(READY, is_curator=True))]
