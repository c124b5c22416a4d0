"""A PostgreSQL server of our own for the tests, started as a user that is not root."""

import os
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

# Nothing of this has to outlive the machine; plans are too small to be compiled.
CARELESS = "-c full_page_writes=off -c synchronous_commit=off -c checkpoint_timeout=1h -c jit=off"
INSTALL = "apt-get install -y postgresql"
# A small table is emptied five times faster by DELETE than by TRUNCATE, which makes new files.
EMPTY = """
SET LOCAL session_replication_role = replica;
DO $$ DECLARE name text; BEGIN
  FOR name IN
    SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version'
  LOOP
    IF pg_relation_size(name) > 1000000 THEN
      EXECUTE 'TRUNCATE ' || name || ' CASCADE';
    ELSIF pg_relation_size(name) > 0 THEN
      EXECUTE 'DELETE FROM ' || name;
    END IF;
  END LOOP;
END $$;
SELECT setval(quote_ident(sequencename), start_value, false) FROM pg_sequences WHERE last_value IS NOT NULL
"""


def find_binaries() -> Path | None:
    """Find the folder that holds initdb and pg_ctl."""
    on_path = shutil.which("pg_ctl")
    places = [Path(on_path).parent] if on_path else []
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((place for place in places if (place / "initdb").exists()), None)


class Cluster:
    """One server on a free port, in a folder of its own, gone at the end."""

    def __init__(self, binaries: Path) -> None:
        self._binaries = binaries
        self._folder = Path(tempfile.mkdtemp(prefix="awards-pg-"))
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]

    @property
    def url(self) -> str:
        """Return the address of the server's own database."""
        return f"postgresql://postgres@127.0.0.1:{self.port}/postgres"

    def start(self, *, fsync: str = "off") -> None:
        """Make the cluster and start it; tests need no disk, benchmarks do."""
        if os.getuid() == 0:
            shutil.chown(self._folder, "postgres", "postgres")
        self._run("initdb", "-D", str(self._folder / "db"), "-U", "postgres", "-A", "trust", "-E", "UTF8")
        options = (
            f"-p {self.port} -c listen_addresses=127.0.0.1 -k {self._folder} -c fsync={fsync} -c max_connections=200"
        )
        options += f" {CARELESS}" if fsync == "off" else ""
        self._run(
            "pg_ctl", "-D", str(self._folder / "db"), "-l", str(self._folder / "log"), "-o", options, "-w", "start"
        )

    def stop(self) -> None:
        """Stop the server and remove its files."""
        self._run("pg_ctl", "-D", str(self._folder / "db"), "-m", "immediate", "-w", "stop")
        shutil.rmtree(self._folder, ignore_errors=True)

    def _run(self, program: str, *arguments: str) -> None:
        before = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        subprocess.run(
            [*before, str(self._binaries / program), *arguments], check=True, cwd="/", stdout=subprocess.DEVNULL
        )
