"""Lists are paged by what is public: no address holds a running number, which would tell how many there are."""

import re

import pytest

from app.nominations.queries import PAGE
from tests.make import make_category, make_company, make_entry, make_nomination

OLDER = re.compile(r'\?before=([^"&]+)"')


@pytest.fixture
def told(app):
    """Tell more stories of one company in one category than a page holds, the newest last."""
    entry = make_entry(category=make_category(slug="best-help"), company=make_company("Gatewright"))
    return [
        make_nomination(state="accepted", entry=entry, story=f"Story number {n:03} of them.") for n in range(PAGE + 2)
    ]


def read(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


PATHS = pytest.mark.parametrize("path", ["/categories/best-help", "/companies/gatewright"])


@PATHS
def test_the_next_page_goes_on_where_this_one_ended(client, told, path):
    first = read(client, path)
    older = OLDER.search(first).group(1)
    second = read(client, f"{path}?before={older}")

    assert older == told[2].story_id
    assert [f"number {n:03}" in first for n in (21, 2, 1)] == [True, True, False]
    assert [f"number {n:03}" in second for n in (2, 1, 0)] == [False, True, True]


@PATHS
def test_no_link_of_a_list_holds_a_number(client, told, path):
    links = re.findall(r'href="([^"]+before=[^"]+)"', read(client, path))

    assert links
    assert not any(re.search(r"before=\d", link) for link in links)


@PATHS
@pytest.mark.parametrize("before", ["nosuchlink", "3", "x" * 500, "\u00b2"])
def test_below_what_there_is_not_a_list_begins_at_its_top(client, told, path, before):
    assert "number 021" in read(client, f"{path}?before={before}")


def test_companies_are_paged_by_their_addresses(client):
    category = make_category()
    for number in range(32):
        make_nomination(
            state="accepted", entry=make_entry(category=category, company=make_company(f"Firm {number:02}"))
        )

    assert OLDER.search(read(client, "/companies")).group(1) == "firm-02"
