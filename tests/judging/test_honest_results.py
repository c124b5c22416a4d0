"""What a result of version 2 says beside the ranking, and what it refuses to say."""

import json
from decimal import Decimal
from math import fsum, sqrt
from statistics import variance

import pytest

from app.judging.computing import sentences
from app.judging.computing.assembling import interval_of
from app.judging.computing.outcomes import outcome_of, overlap
from app.judging.results import compute
from tests.judging.test_rank_intervals import make_world
from tests.judging.test_results import STORY, rows, snapshot

FEW = {"entries": 16, "judges": 4, "each": 3, "severity": 0.6}
SEVERE = {"entries": 30, "judges": 8, "each": 3, "severity": 1.2}


def world(official="adjusted", seed=3, **design):
    quality, cards = make_world(seed, **{**FEW, **design})
    return snapshot(cards, tuple(quality), official)


def results_of(given):
    return compute(given)["results"]


def test_the_adjusted_figure_is_official_where_it_was_chosen_and_the_design_carries_it():
    document = compute(world())

    found = document["results"]
    assert (document["official"], found["official"], found["adjustment"]["refused"]) == ("adjusted", "adjusted", None)
    for row in found["entries"]:
        assert (row["score"], row["rank"]) == (row["adjusted"], row["adjusted_rank"])
        assert row["over_award_line"] == (Decimal(row["adjusted"]) >= 70)


def test_raw_stands_official_beside_adjusted_where_raw_was_chosen():
    found = results_of(world("raw"))

    for row in found["entries"]:
        assert (row["score"], row["rank"]) == (row["raw"], row["raw_rank"])
        assert row["adjusted"] is not None
    assert [row["raw"] for row in found["entries"]] != [row["adjusted"] for row in found["entries"]]


def without_figures(found):
    adjusted = [row[key] for row in found["entries"] for key in ("adjusted", "adjusted_rank")]
    severities = [row[key] for row in found["severity"] for key in ("severity", "low", "high")]
    return set(adjusted + severities) == {None}


def test_a_disconnected_design_is_refused_with_its_groups_and_gives_no_adjusted_figure():
    cards = [(judge, entry, (3, 4, 3, 2, judge)) for judge in (1, 4) for entry in "abcde"]
    cards += [(judge, entry, (4, 4, 3, 2, judge)) for judge in (2, 3) for entry in "vwxyz"]

    found = results_of(snapshot(cards, tuple("abcdevwxyz"), "adjusted"))

    assert (found["official"], found["adjustment"]["refused"]) == ("raw", "disconnected")
    assert found["adjustment"]["groups"] == [[1, 4], [2, 3]]
    assert without_figures(found)
    assert found["sensitivity"]["figure"]["adjusted"] is None
    assert "judges no. 1 and 4; judges no. 2 and 3" in sentences.tell_adjustment(found)


def test_a_thin_design_is_refused_with_the_judges_who_scored_too_little():
    quality, cards = make_world(1, entries=8, judges=3, each=3, severity=0.5)
    some = [card for card in cards if card[0] != 2 or card[1] < "e004"]

    found = results_of(snapshot(some, tuple(quality), "adjusted"))

    assert (found["official"], found["adjustment"]["refused"]) == ("raw", "thin")
    assert (found["adjustment"]["few_sheets"], found["adjustment"]["groups"]) == ([2], [])
    assert without_figures(found)
    assert all(row["interval"] for row in found["entries"])
    assert "judge no. 2 submitted fewer than 5" in sentences.tell_adjustment(found)


def test_five_scorecards_of_one_judge_alone_leave_nothing_to_adjust_by():
    found = results_of(snapshot([(1, entry, (3, 3, 3, 3, 3)) for entry in "abcde"], tuple("abcde"), "adjusted"))

    assert (found["adjustment"]["refused"], found["adjustment"]["few_sheets"]) == ("thin", [])
    assert {row["standard_error"] for row in found["entries"]} == {None}
    assert {row["interval"] is None for row in found["entries"]} == {True}


def test_nothing_scored_gives_a_result_without_figures():
    found = results_of(snapshot([]))

    assert found["outcome"] == {"kind": "no_award", "entries": []}
    assert found["sensitivity"]["steady"] is None
    assert found["agreement"]["overall"] is None


def test_entries_the_judges_cannot_tell_apart_are_too_close_to_call():
    alder, birch, cedar = (5, 4, 4, 4, 4), (4, 4, 5, 4, 4), (2, 2, 2, 2, 1)
    cards = [(judge, "alder", alder if judge < 3 else birch) for judge in (1, 2, 3)]
    cards += [(judge, "birch", birch if judge < 3 else alder) for judge in (1, 2, 3)]
    cards += [(judge, "cedar", cedar) for judge in (1, 2, 3)]

    document = compute(snapshot(cards))

    assert document["results"]["outcome"] == {"kind": "too_close", "entries": ["birch", "alder"]}
    assert overlap(rows(document)["alder"], rows(document)["birch"])
    assert not overlap(rows(document)["alder"], rows(document)["cedar"])


def ranked(entry, rank, *, is_over):
    return {"entry": entry, "rank": rank, "over_award_line": is_over, "interval": {"low": 1, "high": 2}}


@pytest.mark.parametrize(("is_over", "kind"), [(True, "too_close"), (False, "award")])
def test_an_entry_under_the_award_line_leaves_nothing_to_choose_between(is_over, kind):
    outcome = outcome_of([ranked("alder", 1, is_over=True), ranked("birch", 2, is_over=is_over)])

    assert outcome == {"kind": kind, "entries": ["alder", "birch"][: 1 + is_over]}


def test_a_clear_lead_is_an_award_though_judges_agree_to_the_point():
    cards = [(judge, entry, (level,) * 5) for judge in (1, 2, 3) for entry, level in (("alder", 5), ("birch", 4))]

    document = compute(snapshot(cards))

    assert document["results"]["outcome"] == {"kind": "award", "entries": ["alder"]}
    assert rows(document)["alder"]["interval"] == {"low": 1, "high": 1}
    # A level is 25 points, and what rounding to it takes away has their twelfth part of a square as its variance.
    widths = fsum((25 * weight / 100) ** 2 / 12 for weight in STORY.values())
    assert float(rows(document)["alder"]["standard_error"]) == pytest.approx(sqrt(widths / 3), abs=1e-4)


def test_a_lead_within_what_whole_levels_take_away_is_none_though_judges_agree_to_the_point():
    alder, birch = (4, 4, 4, 4, 4), (4, 3, 4, 4, 4)
    cards = [(judge, entry, levels) for judge in (1, 2, 3) for entry, levels in (("alder", alder), ("birch", birch))]

    outcome = results_of(snapshot(cards))["outcome"]

    assert outcome == {"kind": "too_close", "entries": ["alder", "birch"]}


def test_the_median_is_a_figure_of_its_own():
    cards = [(judge, "alder", (level,) * 5) for judge, level in ((1, 5), (2, 5), (3, 1))]
    cards += [(judge, "birch", (4,) * 5) for judge in (1, 2, 3)]

    document = compute(snapshot(cards))

    assert {entry: rows(document)[entry]["median"] for entry in ("alder", "birch")} == {
        "alder": "100.0000",
        "birch": "75.0000",
    }
    figure = document["results"]["sensitivity"]["figure"]
    assert (figure["raw"], figure["median"]) == (["birch"], ["alder"])


def test_no_adjusted_figure_is_surer_than_whole_levels_let_it_be():
    cards = [(judge, entry, (level,) * 5) for judge in (1, 2, 3) for level, entry in enumerate("abcde", 1)]
    cards[0] = (1, "a", (2, 1, 1, 1, 1))

    found = results_of(snapshot(cards, tuple("abcde"), "adjusted"))

    assert 0 < Decimal(found["adjustment"]["residual_sd"]) < 2
    assert all(Decimal(row["standard_error"]) > Decimal("1.8") for row in found["entries"])


def test_a_mean_is_as_sure_as_its_scores_lie_together_and_are_many():
    quality, cards = make_world(5, entries=12, judges=6, each=4, severity=0.9)
    some = [card for card in cards if card[1] != "e000" or card[0] < 4]

    told = results_of(snapshot(some, tuple(quality), "raw"))["entries"]

    scores = {row["entry"]: [float(each["score"]) for each in row["scores"]] for row in told}
    squares = sum(variance(each) * (len(each) - 1) for each in scores.values())
    deviation = sqrt(squares / sum(len(each) - 1 for each in scores.values()))
    assert len({len(each) for each in scores.values()}) == 2
    for row in told:
        assert float(row["standard_error"]) == pytest.approx(deviation / sqrt(len(scores[row["entry"]])), abs=1e-3)


def test_an_interval_always_holds_the_rank_it_is_about():
    assert interval_of((2, 5), 1) == {"low": 1, "high": 5}
    assert interval_of((2, 5), 7) == {"low": 2, "high": 7}
    assert interval_of(None, 1) is None


def test_two_that_could_have_had_the_same_rank_overlap():
    first, second, third = ({"interval": {"low": low, "high": high}} for low, high in ((1, 2), (2, 4), (3, 5)))

    assert overlap(first, second)
    assert overlap(second, first)
    assert not overlap(first, third)
    assert not overlap({"interval": None}, first)


def test_raw_ranks_are_less_sure_where_judges_differ_and_read_different_entries():
    def width(official):
        intervals = [row["interval"] for row in results_of(world(official, 1, **SEVERE))["entries"]]
        return sum(interval["high"] - interval["low"] for interval in intervals)

    assert width("raw") > 1.15 * width("adjusted")


def test_how_steady_the_best_is_counts_every_change():
    found = results_of(world())

    table = found["sensitivity"]
    changes = [*table["leave_one_judge_out"], *table["weights"]]
    figures = [best for best in table["figure"].values() if best]
    best = sorted(row["entry"] for row in found["entries"] if row["rank"] == 1)
    same = [row["best"] == best for row in changes] + [each == best for each in figures]
    assert [row["judge"] for row in table["leave_one_judge_out"]] == [1, 2, 3, 4]
    assert [(row["criterion"], row["percent"]) for row in table["weights"]][:2] == [("a1", 20), ("a1", -20)]
    assert table["steady"] == f"{sum(same) / len(same):.4f}"


def test_leaving_a_judge_out_is_computing_without_their_scorecards():
    whole = world()
    rest = {**whole, "scorecards": [card for card in whole["scorecards"] if card["judge"] != 2]}

    row = results_of(whole)["sensitivity"]["leave_one_judge_out"][1]

    before, after = (rows(compute(each)) for each in (whole, rest))
    assert row["best"] == [entry for entry, other in after.items() if other["rank"] == 1]
    assert row["largest_shift"] == shift_between(before, after) > 0


def shift_between(before, after):
    return max(abs(before[entry]["rank"] - after[entry]["rank"]) for entry in before)


@pytest.mark.parametrize(("official", "percent"), [("adjusted", 20), ("adjusted", -20), ("raw", 20), ("raw", -20)])
def test_a_fifth_more_or_less_weight_is_computing_with_that_weight(official, percent):
    whole = world(official, seed=1)
    otherwise = json.loads(json.dumps(whole))
    for criterion in otherwise["rubric"]["criteria"]:
        criterion["weight"] *= 100 + percent if criterion["code"] == "b1" else 100

    before, after = (rows(compute(each)) for each in (whole, otherwise))
    table = {(row["criterion"], row["percent"]): row for row in results_of(whole)["sensitivity"]["weights"]}
    assert table["b1", percent]["largest_shift"] == shift_between(before, after) > 0
    assert table["b1", percent]["best"] == [entry for entry, row in after.items() if row["rank"] == 1]


def test_severity_is_told_with_an_interval_around_it_and_adds_up_to_zero():
    severities = results_of(world(entries=30))["severity"]

    for row in severities:
        assert Decimal(row["low"]) < Decimal(row["severity"]) < Decimal(row["high"])
    assert abs(sum(Decimal(row["severity"]) for row in severities)) <= Decimal("0.0004")
    assert sum(row["sheets"] for row in severities) == 90
