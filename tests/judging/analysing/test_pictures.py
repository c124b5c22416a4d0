import pytest

from app.judging.analysing.changes import kinds_of
from app.judging.analysing.pictures import agreements_of, coverage_of, leanings_of, ranks_of, spreads_of
from app.judging.analysing.scales import AGREEMENT, POINTS, Scale, scale_around_zero
from app.judging.results import compute
from tests.judging.test_results import STORY, snapshot

TITLES = {"alder": "Alder", "birch": "Birch", "cedar": "Cedar"}


def row(entry, rank, *, interval=None, **told):
    figures = {"raw": "71.2345", "adjusted": "70.5000", "standard_error": "3.2000", "scores": [], "spread": None}
    span = {"low": interval[0], "high": interval[1]} if interval else None
    return {**figures, "entry": entry, "rank": rank, "interval": span, "judges": 3, **told}


@pytest.mark.parametrize(
    ("figure", "place"), [(0, "8.0"), (50, "100.0"), ("100.0000", "192.0"), (130, "192.0"), (-4, "8.0")], ids=str
)
def test_a_figure_stands_where_the_scale_puts_it_and_never_outside_the_picture(figure, place):
    assert Scale(0, 100).place(figure) == place


def test_zero_stands_in_the_middle_whatever_the_figures():
    assert scale_around_zero([-2.5, 11.2]) == Scale(-15, 15)
    assert scale_around_zero([]) == Scale(-5, 5)


def test_an_interval_is_drawn_from_its_best_to_its_worst_rank():
    scale, placed = ranks_of([row("alder", 1, interval=(1, 3)), row("birch", 3, interval=(1, 3))], TITLES)

    assert (placed[0].at, placed[0].left, placed[0].right) == (scale.place(1), "8.0", "192.0")
    assert (placed[0].raw, placed[0].adjusted, placed[0].error) == ("71", "70", "3")


def test_a_rank_without_an_interval_is_a_dot_alone_and_an_entry_without_a_rank_is_left_out():
    _, placed = ranks_of([row("alder", 1), row("birch", None)], TITLES)

    assert [(each.title, each.low, each.left == each.right) for each in placed] == [("Alder", None, True)]


def test_the_widest_apart_stand_first_and_more_than_thirty_points_are_worth_a_look():
    near = row("alder", 1, spread="30.0000", scores=scored("60.0000", "90.0000"))
    far = row("birch", 2, spread="30.2000", scores=scored("70.2000", "40.0000"))
    alone = row("cedar", 3, spread="0.0000", scores=scored("50.0000"))

    spreads = spreads_of([near, far, alone], TITLES)

    assert [(each.title, each.is_wide) for each in spreads] == [("Birch", True), ("Alder", False)]
    assert (spreads[0].lowest, spreads[0].highest, spreads[0].gap) == ("40", "70", "30")
    assert spreads[0].ends == (POINTS.place(40), POINTS.place(70.2))


def scored(*points):
    return [{"judge": judge, "score": figure} for judge, figure in enumerate(points, 1)]


def severe(judge, severity, low, high):
    return {"judge": judge, "sheets": 6, "severity": severity, "low": low, "high": high}


def test_a_judge_is_called_severe_or_kind_only_where_the_interval_leaves_no_doubt():
    rows = [
        severe(1, "-8.2000", "-12.0000", "-4.1000"),
        severe(2, "2.4000", "-1.0000", "6.0000"),
        severe(3, "6.0000", "1.2000", "9.9000"),
        severe(4, None, None, None),
    ]

    scale, leanings = leanings_of(rows)

    assert scale == Scale(-15, 15)
    assert [(each.judge, each.figure, each.in_words) for each in leanings] == [
        (3, "+6", "severe"),
        (2, "+2", "cannot be told from the others"),
        (1, "−8", "kind"),
    ]


@pytest.mark.parametrize(("low", "high"), [("0.0000", "9.0000"), ("-9.0000", "0.0000")], ids=["severe", "kind"])
def test_an_interval_that_reaches_zero_leaves_doubt(low, high):
    _, (leaning,) = leanings_of([severe(1, "1.0000", low, high)])

    assert leaning.in_words == "cannot be told from the others"


def test_a_severity_is_drawn_from_one_end_of_its_interval_to_the_other():
    scale, (leaning,) = leanings_of([severe(1, "3.0000", "-1.0000", "12.0000")])

    assert (leaning.left, leaning.at, leaning.right) == (scale.place(-1), scale.place(3), scale.place(12))


@pytest.mark.parametrize(
    ("alpha", "written", "words"),
    [
        ("0.8000", "0.80", "reliable"),
        ("0.6670", "0.67", "tentative"),
        ("0.6600", "0.66", "judges differ"),
        ("0.0000", "0.00", "no better than chance"),
        ("-0.1000", "−0.10", "no better than chance"),
        (None, "–", "cannot be told"),
    ],
    ids=str,
)
def test_agreement_is_told_in_words_too(alpha, written, words):
    agreed = agreements_of({"overall": alpha, "criteria": {}}, [])[0]

    assert (agreed.figure, agreed.in_words) == (written, words)


def test_each_criterion_has_its_own_agreement_beside_that_of_the_whole_score():
    whole, one, other = agreements_of({"overall": "0.2500", "criteria": {"a1": "0.7500"}}, [("a1", "A"), ("b1", "B")])

    assert [(each.title, each.figure) for each in (whole, one, other)] == [
        ("The whole score", "0.25"),
        ("A", "0.75"),
        ("B", "–"),
    ]
    assert (whole.at, one.at, other.at) == (AGREEMENT.place(0.25), AGREEMENT.place(0.75), None)


def test_coverage_counts_entries_by_their_scorecards_with_none_left_out_between():
    covered = coverage_of([row("alder", 1, judges=4), row("birch", 2, judges=2), row("cedar", 3, judges=2)])

    assert [(each.scorecards, each.entries, each.is_short) for each in covered] == [
        (2, 2, True),
        (3, 0, False),
        (4, 1, False),
    ]
    assert [each.right for each in covered] == ["192.0", "8.0", "100.0"]


def test_the_changes_of_a_computed_result_say_who_else_would_be_best():
    cards = [
        (judge, entry, (level, 3, level, 3, 3))
        for judge in range(1, 5)
        for entry, level in (("alder", 5 if judge == 1 else 3), ("birch", 3), ("cedar", 2))
    ]
    results = compute(snapshot(cards))["results"]

    judges, weights, figures = kinds_of(results, TITLES, [(code, code.upper()) for code in STORY])

    assert (judges.same, len(judges.told), len(weights.told)) == (3, 4, 10)
    assert [(change.title, change.best) for change in judges.told if not change.is_same] == [
        ("Without judge no. 1", ("Alder", "Birch"))
    ]
    assert [change.title for change in figures.changes if not change.is_told] == ["Adjusted for severity"]


def changed(best, shift=None, **what):
    return {**what, "best": best, "largest_shift": shift}


def test_a_change_without_an_answer_counts_neither_as_the_same_nor_as_another():
    sensitivity = {
        "leave_one_judge_out": [
            changed([], judge=1),
            changed(["alder"], 2, judge=2),
            changed(["birch"], 5, judge=3),
            changed(["alder"], 1, judge=4),
        ],
        "weights": [changed(["alder"], 0, criterion="a1", percent=percent) for percent in (20, -20)],
        "figure": {"raw": ["alder"], "adjusted": None, "median": ["birch"]},
    }

    judges, weights, figures = kinds_of(
        {"entries": [row("alder", 1), row("birch", 2)], "sensitivity": sensitivity}, TITLES, [("a1", "Listening")]
    )

    assert [(kind.same, len(kind.told), kind.largest_shift) for kind in (judges, weights, figures)] == [
        (2, 3, 5),
        (2, 2, 0),
        (1, 2, None),
    ]
    assert [change.title for change in weights.changes] == ["Listening +20 %", "Listening −20 %"]
