"""A PostgreSQL server of our own for as long as something is measured."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tests import postgresql


@contextmanager
def own_postgresql(*, fsync: str = "off") -> Iterator[str]:
    """Run a server and give the address of its first database; end with a sentence where none is installed."""
    binaries = postgresql.find_binaries()
    if binaries is None:
        sys.exit(f"PostgreSQL is missing; install it with: {postgresql.INSTALL}")
    cluster = postgresql.Cluster(binaries)
    cluster.start(fsync=fsync)
    try:
        yield cluster.url
    finally:
        cluster.stop()
