"""A stranger doubts a published result: takes its files from the public pages and works them out again, elsewhere."""

import json
import os
import shlex
import subprocess

import pytest
import time_machine
from playwright.sync_api import expect

from app.judging import service as judging
from app.judging.results import canonical, sha256_of
from app.web.actions import act
from tests.judging.deciding.tied import REASON, compare_all, decide, make_tied, over
from tests.make import reload
from tests.processes import AWARDS, ROOT

pytestmark = pytest.mark.browser


@pytest.fixture
def published(app):
    """Announce a category whose tie its judges broke, and stand at that hour."""
    made = make_tied()
    with over(made):
        compare_all(made, made.entry)
        decide(made, made.entry)
    with time_machine.travel(reload(made.season).announced_at, tick=True):
        act(judging.publish, made.season, by=made.organiser)
        yield made


def take(page, words, folder):
    """Download what a link leads to, under the name the site gives it."""
    with page.expect_download() as download:
        page.get_by_role("link", name=words, exact=True).click()
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    return file


def follow_told(command, folder):
    """Run a command as the page words it, where there is no site: no settings, no database, no folder for one."""
    program, *words = shlex.split(command)
    assert program == "awards"
    known = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "AWARDS_VAR": str(folder / "var")}
    return subprocess.run([*AWARDS, *words], env=known, cwd=folder, capture_output=True, text=True, timeout=240)


def raise_second(file):
    """Lift the second entry over the first, and hash the file anew as a forger would."""
    result = json.loads(file.read_bytes())
    result["results"]["entries"][1]["score"] = "99.0000"
    file.write_bytes(canonical({**result, "sha256": sha256_of(result)}))


def turn_vote(file):
    """Turn one judge's choice round, and hash the file anew."""
    record = json.loads(file.read_bytes())
    vote = record["tie_break"]["votes"][0]
    vote["winner"], vote["loser"] = vote["loser"], vote["winner"]
    file.write_bytes(canonical({**record, "sha256": sha256_of(record)}))


def test_a_stranger_verifies_a_published_result_and_sees_a_forgery_refused(live_site, published, page, tmp_path):
    category = published.category.name
    page.goto(f"{live_site}/winners")
    page.get_by_role("main").get_by_role("link", name=published.season.name).click()
    page.locator("summary", has_text="Check this result yourself").click()
    page.get_by_role("link", name=f"How {category} was decided").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"How {category} was decided")
    expect(page.get_by_text(REASON)).to_be_visible()
    files = [take(page, words, tmp_path) for words in ("result", "record")]
    commands = page.get_by_text("awards results verify").all_inner_texts()

    told = [follow_told(command, tmp_path) for command in commands]
    raise_second(files[0])
    turn_vote(files[1])
    forged = [follow_told(command, tmp_path) for command in commands]

    assert [(ended.returncode, ended.stderr) for ended in told] == [(0, ""), (0, "")]
    for ended in told:
        fingerprint = ended.stdout.split("sha256 ")[1][:64]
        expect(page.get_by_text(fingerprint, exact=True)).to_be_visible()
    assert "the tie-break was worked out again" in told[1].stdout
    assert [ended.returncode for ended in forged] == [1, 1]
    assert 'score: the file says "99.0000"' in forged[0].stderr
    assert "does not hold" in forged[1].stderr
    assert sorted(tmp_path.iterdir()) == sorted(files)
