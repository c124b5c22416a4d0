"""A post that is gone: its words and its author are in no row, no file and no log, on either database."""

import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from app.accounts.models import User
from app.extensions import db
from app.listening import checking, service
from app.listening.answering import replying
from app.listening.models import Mention
from app.listening.passes.stopping import Stop
from app.listening.sources.x.source import XSource
from app.web.actions import act
from tests.listening.reading import read
from tests.listening.rows import make_watch
from tests.listening.x_server import TOKEN, XServer, make_post
from tests.make import make_user
from tests.nominations.canary import files_with, found_in, rows_as_text
from tests.processes import AWARDS, ROOT, environment, free_port, run, run_here, seconds_to_end, wait_for

HANDLE, NAME, AUTHOR = "quillfeather7731", "Zephyrine Quillfeather", "77310077310"
TEXT = "The support team of Brightline mended the xylographic lamp of platypus lane. So helpful, thank you."
NOTE = "She keeps a marzipan branch."
REPLY = "Cobalt thanks to you"
WORDS = (HANDLE, "Quillfeather", AUTHOR, "xylographic", "platypus", "marzipan", "cobalt thanks")
CURATING = f"""
from app import create_app
from app.accounts.models import User
from app.extensions import db
from app.listening.answering import replying
from app.listening import service
from app.listening.models import Mention
from app.web.actions import act
with create_app().app_context():
    by = db.session.scalars(db.select(User)).first()
    mention = db.session.scalars(db.select(Mention).where(Mention.author_id == "{AUTHOR}")).one()
    act(service.claim, mention, by=by)
    act(service.write_note, mention, note={NOTE!r}, by=by)
    act(replying.save_reply, mention, text={REPLY!r}, by=by)
"""


def show(x: XServer) -> str:
    """Let X show one post of somebody nobody else could be, and return its id; where reading stands is a later one."""
    post = make_post(text=f"{TEXT} @{HANDLE} {NAME}", author_id=AUTHOR)
    x.posts = [post, make_post(number=1, author_id="1")]
    return str(post["id"])


@pytest.mark.usefixtures("_money")
def test_no_row_holds_anything_of_a_post_that_is_gone(app: Flask, x: XServer, source: XSource) -> None:
    cara = make_user()
    post_id = show(x)
    make_watch()
    read(source)
    mention = act(claim_the_one, cara)
    act(service.write_note, mention, note=NOTE, by=cara)
    act(replying.save_reply, mention, text=REPLY, by=cara)
    before = found_in(rows_as_text(), (*WORDS, post_id))
    x.lost[post_id] = "deleted"

    checking.check_network(source, is_asked=True, stop=Stop())

    assert before == [*WORDS, post_id]
    assert found_in(rows_as_text(), (*WORDS, post_id)) == []


def claim_the_one(by: User) -> Mention:
    mention = db.session.scalars(select(Mention).where(Mention.author_id == AUTHOR)).one()
    service.claim(mention, by=by)
    return mention


@pytest.mark.slow
def test_no_file_of_a_running_site_holds_anything_of_a_post_that_is_gone(x: XServer, tmp_path: Path) -> None:
    post_id = show(x)
    x_settings = {"AWARDS_X_BEARER_TOKEN": TOKEN, "AWARDS_X_API_URL": x.url, "AWARDS_X_MONTHLY_BUDGET": "100"}
    settings = environment(tmp_path, **x_settings, AWARDS_BIND=f"127.0.0.1:{free_port()}")
    run_here(tmp_path, "init", "--email", "you@example.org", "--password-stdin", typed="four quiet garden words\n")
    with (tmp_path / "processes.log").open("wb") as log:
        both = [
            subprocess.Popen([*AWARDS, *words], env=settings, cwd=ROOT, stdout=log, stderr=log)
            for words in (("serve",), ("worker",))
        ]
        try:
            first = run(tmp_path, "listen", "once", "--source", "x", "--now", **x_settings)
            subprocess.run([sys.executable, "-c", CURATING], env=settings, cwd=ROOT, check=True, timeout=240)
            before = files_with(tmp_path, (*WORDS, post_id))
            x.lost[post_id] = "deleted"
            check = run(tmp_path, "listen", "check", **x_settings)
            meanwhile = wait_for(lambda: "nothing" if not files_with(tmp_path, (*WORDS, post_id)) else None)
        finally:
            for process in both:
                seconds_to_end(process)

    assert ("2 new posts" in first.stdout, "1 gone and wiped" in check.stdout) == (True, True)
    assert {hit for hits in before.values() for hit in hits} == {*WORDS, post_id}
    assert meanwhile == "nothing"
    assert files_with(tmp_path, (*WORDS, post_id)) == {}
    assert [process.returncode for process in both] == [0, 0]
    assert run_here(tmp_path, "audit", "verify").returncode == 0
