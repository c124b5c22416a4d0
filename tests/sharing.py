"""How workers share the tests: those that need the same long preparation stay together, long ones begin early."""

from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

# pytest-xdist's own mark for this does nothing under pytest 9: the name of a group no longer reaches the scheduler.
TOGETHER = {
    "tests/demo/test_filling.py": "the demo",
    "tests/demo/test_honours.py": "the demo",
    "tests/demo/test_letters.py": "the demo",
    "tests/demo/test_sources.py": "the demo",
    "tests/demo/test_commands.py": "the demo's command",
}


class InGroups(LoadScopeScheduling):
    """Give a worker one test after the other, and a group whole; the largest groups first."""

    def _split_scope(self, nodeid: str) -> str:
        return TOGETHER.get(nodeid.partition("::")[0], nodeid)


def long_first(items: list[pytest.Item]) -> None:
    """Let what starts processes and takes long begin early, so that no worker is left alone with it at the end."""
    items.sort(key=lambda item: not is_long(item))


def is_long(item: Any) -> bool:
    """Tell whether a test takes long and needs neither database of this process."""
    return item.get_closest_marker("slow") is not None and "engine" not in item.fixturenames
