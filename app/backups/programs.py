"""PostgreSQL's own programs, run to their end and followed by what they print."""

import os
import shutil
import subprocess
from collections.abc import Sequence

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from app.backups.archive import Watch
from app.errors import Refused

TOOLS = "PostgreSQL's client programs of the server's version (Debian: apt-get install postgresql-client)"
NEXT_TABLE = ("pg_dump: dumping contents of table", "COPY ")


def find(program: str) -> str:
    """Find one of the programs; refuse with what to install."""
    path = shutil.which(program)
    if path is None:
        raise Refused(f"{program} is not on this machine. Install {TOOLS}.")
    return path


def run(program: str, *words: str, url: str = "", tables: int = 0, watch: Watch | None = None) -> None:
    """Run a program to its end; a password travels in the environment, where other users do not see it."""
    known = conninfo_to_dict(url)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("AWARDS_")}
    if "password" in known:
        kept["PGPASSWORD"] = str(known.pop("password"))
    named = {name: str(value) for name, value in known.items() if value is not None}
    where = [f"--dbname={make_conninfo('', **named)}"] if url else []
    _follow([find(program), *where, *words], kept, tables, watch)


def _follow(words: Sequence[str], environment: dict[str, str], tables: int, watch: Watch | None) -> None:
    begun, wrong = 0, "it gave no reason"
    with subprocess.Popen(  # noqa: S603
        words,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as program:
        for line in program.stdout or ():
            if watch is not None and line.startswith(NEXT_TABLE):
                watch(min(begun / max(tables, 1), 1))
                begun += 1
            elif "error:" in line.lower():
                wrong = line.strip()
    if program.returncode:
        raise Refused(f"{os.path.basename(words[0])} did not come to its end: {wrong[:200]}")
