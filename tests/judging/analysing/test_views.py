import pytest
import time_machine

from tests.judging.rows import compute, make_round, submit
from tests.make import sign_in


def page_of(made, client):
    return client.get(f"/organise/results/{made.season.slug}/{made.category.slug}/analysis")


@pytest.fixture
def over(app, client):
    made = make_round(entries=6, judges=3)
    for place, judge in enumerate(made.judges):
        for number, entry in enumerate(made.entries):
            submit(judge, entry, *[max(1, 5 - number // 2 - place // 2)] * 5)
    with time_machine.travel(made.after_judging):
        sign_in(client, made.organiser)
        yield made


def test_a_chair_reads_ranks_severity_spread_agreement_coverage_and_changes_in_words_and_pictures(over, client):
    compute(over)

    page = page_of(over, client).get_data(as_text=True)

    for heading in ("ranks", "spread", "severity", "agreement", "coverage", "changes"):
        assert f'id="{heading}"' in page
    assert "Krippendorff" in page
    assert "90 % interval" in page
    assert page.count("sa-analysis__picture") >= 6 + 6 + 3 + 6
    assert all(judge.name not in page for judge in over.judges)


def test_before_there_is_a_result_the_page_leads_to_computing_it(over, client):
    answer = page_of(over, client)

    assert answer.status_code == 200
    assert "Compute the result first." in answer.get_data(as_text=True)


def test_whoever_judges_in_a_category_sees_no_picture_of_it(over, client):
    compute(over)
    client.get("/logout")
    sign_in(client, over.judges[0])

    assert page_of(over, client).status_code == 403
