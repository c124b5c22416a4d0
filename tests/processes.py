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
from contextlib import contextmanager
from functools import cache
from pathlib import Path

AWARDS = [sys.executable, "-m", "app.cli"]
ROOT = Path(__file__).parent.parent
# What is promised holds on a machine that does nothing else; beside other tests it shows only what hangs.
SECONDS_TO_END = 10 if os.environ.get("FULL") else 30


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


@cache
def _prepared():
    folder = Path(tempfile.mkdtemp(prefix="awards-prepared-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    made = run(folder, "init", "--email", "you@example.org")
    assert made.returncode == 0, made.stderr
    return folder


def prepare(folder):
    """Bring a folder to where `awards init` leaves it, which is run once in this test process."""
    shutil.copytree(_prepared(), folder, dirs_exist_ok=True)


@contextmanager
def running(folder, *words, **more):
    """Keep a command running; whatever is left of it is killed at the end."""
    process = subprocess.Popen(
        [*AWARDS, *words], env=environment(folder, **more), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
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
    process.wait(timeout=60)
    return time.monotonic() - started


def free_port():
    """Return a port on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return listening.getsockname()[1]


def wait_for(condition, seconds=60):
    """Wait until something is true and return it; None when it never was."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if found := condition():
            return found
        time.sleep(0.1)
    return None
