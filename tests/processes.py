"""Run `awards` in processes of its own, as an operator would, on SQLite in a folder of the test."""

import atexit
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, suppress
from functools import cache
from itertools import count
from pathlib import Path
from unittest.mock import patch

from click.testing import CliRunner
from flask.cli import ScriptInfo

from app import create_app
from app.cli import main
from app.extensions import db

AWARDS = [sys.executable, "-m", "app"]
ROOT = Path(__file__).parent.parent
# What is promised holds on a machine that does nothing else; beside other tests it shows only what hangs.
SECONDS_TO_END = 10 if os.environ.get("FULL") else 60

_ports = count(10_000 + os.getpid() * 101 % 20_000)


def environment(folder, **more):
    """Return an environment that keeps everything in one folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("AWARDS_")}
    return {
        **kept,
        "AWARDS_ENV": "development",
        "AWARDS_VAR": str(folder),
        "AWARDS_DATABASE_URL": f"sqlite:///{folder}/awards.db",
        "AWARDS_MAIL_URL": f"file:{folder}/mail",
        **more,
    }


def run(folder, *words, typed="", **more):
    """Run one command to its end."""
    return subprocess.run(
        [*AWARDS, *words],
        env=environment(folder, **more),
        cwd=ROOT,
        input=typed,
        capture_output=True,
        text=True,
        timeout=240,
    )


def run_here(folder, *words, typed="", **more):
    """Run one command within this process, which is quicker: for what it says and does, not for how it starts."""
    apps = []

    def make_app():
        apps.append(create_app())
        return apps[-1]

    with patch.dict(os.environ, environment(folder, **more), clear=True):
        ended = CliRunner().invoke(main, words, input=typed, obj=ScriptInfo(create_app=make_app))
    for app in apps:
        let_go(app)
    if ended.exception and not isinstance(ended.exception, SystemExit):
        raise ended.exception
    return subprocess.CompletedProcess(words, ended.exit_code, ended.stdout, ended.stderr)


def let_go(app):
    """Close what an app holds open, as the end of its process would."""
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
    app.extensions["counters"].close()


@cache
def _prepared():
    folder = Path(tempfile.mkdtemp(prefix="awards-prepared-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    made = run_here(folder, "init", "--email", "you@example.org")
    assert made.returncode == 0, made.stderr
    return folder


def prepare(folder):
    """Bring a folder to where `awards init` leaves it, which is run once in this test process."""
    shutil.copytree(_prepared(), folder, dirs_exist_ok=True)


@contextmanager
def running(folder, *words, program=AWARDS, **more):
    """Keep a command running; whatever is left of it is killed at the end."""
    process = subprocess.Popen(
        [*program, *words], env=environment(folder, **more), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def seconds_to_end(process):
    """Ask a process to end and return how long that took."""
    started = time.monotonic()
    process.send_signal(signal.SIGTERM)
    process.wait(timeout=240)
    return time.monotonic() - started


def free_port():
    """Return a port on which nobody listens, below those which the system gives away to whoever asks next."""
    for port in _ports:
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port
    raise AssertionError("there is no port left")


def wait_for(condition, seconds=240):
    """Wait until something is true and return it; None when it never was."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if found := condition():
            return found
        time.sleep(0.1)
    return None
