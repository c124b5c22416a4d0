"""Passes in processes of their own, which may be killed: `awards listen once` against X's stand-in."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence

from flask import Flask

from app.extensions import db
from tests.listening.x_server import TOKEN, XServer

Pass = subprocess.Popen[str]
ON_X_NOW = ("listen", "once", "--source", "x", "--now")


def environment(app: Flask, x: XServer) -> dict[str, str]:
    settings = app.config["AWARDS"]
    return {
        **os.environ,
        "AWARDS_DATABASE_URL": settings.database_url.replace("postgresql+psycopg://", "postgresql://"),
        "AWARDS_VAR": str(settings.var),
        "AWARDS_SECRET_KEY": settings.secret_keys[0],
        "AWARDS_LASTING_KEY": settings.lasting_key,
        "AWARDS_X_BEARER_TOKEN": TOKEN,
        "AWARDS_X_API_URL": x.url,
        "AWARDS_X_MONTHLY_BUDGET": "1000",
    }


def start_pass(app: Flask, x: XServer, *, wrong: str = "", words: Sequence[str] = ON_X_NOW, **more: str) -> Pass:
    """Start a pass, one that is wrong on purpose where a mutant is named."""
    module = ["tests.faults.reading_mutants", wrong] if wrong else ["app"]
    return subprocess.Popen(
        [sys.executable, "-m", *module, *words],
        env={**environment(app, x), **more},
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def finish(running: Pass) -> str:
    """Let a pass end by itself and return what it printed; it must not have failed."""
    db.session.rollback()
    said, _ = running.communicate(timeout=240)
    assert running.returncode == 0, said
    return said


def wait_for_request(x: XServer, running: Pass, before: int = 0) -> None:
    """Wait until a pass has asked more often than before."""
    ends = time.monotonic() + 120
    while len(x.asked) <= before:
        assert running.poll() is None, running.communicate()[0]
        assert time.monotonic() < ends, "the pass never asked"
        time.sleep(0.01)
