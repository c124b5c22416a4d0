import json
import signal
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.audit.models import AuditLine
from app.extensions import db
from app.listening.models import Mention, Quarantine
from tests.listening.mastodon_server import MastodonServer, make_status
from tests.listening.rows import make_watch
from tests.listening.x_server import TOKEN, XServer, make_post, refusal

POST = {
    "network": "sample",
    "url": "https://posts.example/1",
    "text": "Lovely support",
    "posted_at": "2026-11-20T21:04:00Z",
    "author": {"id": "1", "handle": "ada", "name": "Ada"},
}


@pytest.fixture
def _x_is_set_up(app: Flask, x: XServer) -> Iterator[None]:
    kept = app.config["AWARDS"]
    app.config["AWARDS"] = replace(kept, x_bearer_token=TOKEN, x_api_url=x.url)
    yield
    app.config["AWARDS"] = kept


def run(app: Flask, *words: str) -> object:
    kept = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        return app.test_cli_runner().invoke(args=["listen", *words])
    finally:
        for number, handler in kept.items():
            signal.signal(number, handler)


def count(table: type) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(table)) or 0


def write(path: Path, number: int, *extra: str) -> str:
    lines = [json.dumps({**POST, "id": f"p{each}"}) for each in range(number)]
    path.write_text("\n".join([*lines[:1], *extra, *lines[1:]]))
    return str(path)


def test_importing_twice_changes_nothing_and_says_so(app: Flask, tmp_path: Path) -> None:
    file = write(tmp_path / "posts.jsonl", 450)

    first = run(app, "import", file)
    lines = count(AuditLine)
    second = run(app, "import", file)

    assert (first.exit_code, second.exit_code) == (0, 0)
    assert first.output == "450 posts read: 450 new, 0 already here, 0 set aside.\n"
    assert second.output == "450 posts read: 0 new, 450 already here, 0 set aside. Nothing changed.\n"
    assert (count(Mention), count(AuditLine), lines) == (450, 3, 3)


def test_bad_lines_are_named_and_kept_aside_once(app: Flask, tmp_path: Path) -> None:
    file = write(tmp_path / "posts.jsonl", 2, "{broken", json.dumps({**POST, "id": "p9", "text": ""}))

    first = run(app, "import", file)
    run(app, "import", file)

    aside = db.session.scalars(select(Quarantine).order_by(Quarantine.line_number)).all()
    assert first.exit_code == 0
    assert "line 2: the line is not JSON" in first.output
    assert "line 3: the text of the post is empty" in first.output
    assert [(row.line_number, row.network, row.post_id) for row in aside] == [(2, None, None), (3, "sample", "p9")]
    assert count(Mention) == 2


def test_posts_come_in_from_standard_input(app: Flask) -> None:
    given = json.dumps({**POST, "id": "p1", "network": None})

    result = app.test_cli_runner().invoke(args=["listen", "import", "-", "--source", "mastodon"], input=given)

    assert "1 new" in result.output
    assert db.session.scalars(select(Mention.network)).one() == "mastodon"


def test_a_file_without_one_usable_line_is_a_failure(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "posts.jsonl"
    file.write_text("{\n{\n")

    assert run(app, "import", str(file)).exit_code == 1


@pytest.mark.parametrize("words", [("nowhere.jsonl",), (".",), ("-", "--source", "two words")])
def test_a_file_that_cannot_be_read_is_told_in_words(app: Flask, words: tuple[str, ...]) -> None:
    result = run(app, "import", *words)

    assert result.exit_code in (1, 2)
    assert "Traceback" not in result.output
    assert result.output


@pytest.mark.usefixtures("_x_is_set_up")
def test_a_pass_prints_one_line_a_source(app: Flask, x: XServer) -> None:
    x.posts = [make_post(number=number) for number in range(3)]
    make_watch()

    result = run(app, "once", "--source", "x", "--now")

    assert result.exit_code == 0
    assert result.output == "x: 3 new posts, 0 already here, 1 page of 1 search for $0.02.\n"


@pytest.mark.usefixtures("_x_is_set_up")
def test_a_failed_pass_ends_with_one_short_line_and_no_token(app: Flask, x: XServer) -> None:
    x.instead = [refusal(f"bad {TOKEN} " * 200)]
    make_watch(name="n" * 120)

    result = run(app, "once", "--source", "x")

    assert result.exit_code == 1
    assert len(result.output.strip().splitlines()) == 1
    assert len(result.output.strip()) <= 300
    assert result.output.startswith("x: failed: ")
    assert TOKEN not in result.output


def test_a_network_without_settings_is_a_failure_only_when_asked_for(app: Flask) -> None:
    anyhow, by_name, unknown = run(app, "once"), run(app, "once", "--source", "x"), run(app, "once", "--source", "y")

    assert (anyhow.exit_code, by_name.exit_code, unknown.exit_code) == (0, 1, 2)
    assert anyhow.output.splitlines() == [
        "bluesky: not set up: AWARDS_BLUESKY_HANDLE, AWARDS_BLUESKY_APP_PASSWORD are empty.",
        "mastodon: not set up: AWARDS_MASTODON_URL is empty.",
        "rss: nothing is due.",
        "x: not set up: AWARDS_X_BEARER_TOKEN is empty.",
    ]


def test_networks_without_settings_keep_no_other_one_from_being_read(app: Flask, mastodon: MastodonServer) -> None:
    kept = app.config["AWARDS"]
    app.config["AWARDS"] = replace(kept, mastodon_url=mastodon.url)
    mastodon.posts = [make_status()]
    make_watch(networks=["x", "bluesky", "mastodon", "rss"], phrases=["great support"], hashtags=["custserv"])

    result = run(app, "once", "--now")

    app.config["AWARDS"] = kept
    assert result.exit_code == 0
    assert "mastodon: 1 new post, 0 already here, 2 pages of 1 search for $0.00." in result.output
    assert result.output.count("not set up") == 2
