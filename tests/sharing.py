"""How workers share the tests: those that need the same long preparation stay together, long ones begin early."""

from collections import defaultdict
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

    def add_node(self, node: Any) -> None:
        """Take in a worker; it may name a test a second time, after a second try."""
        super().add_node(node)
        self.assigned_work[node] = defaultdict(dict)

    def mark_test_complete(self, node: Any, item_index: int, duration: float = 0) -> None:
        """Forget a group that is done, which would be counted again at each test that follows."""
        super().mark_test_complete(node, item_index, duration)
        groups = self.assigned_work[node]
        for name in [name for name, tests in groups.items() if all(tests.values())]:
            del groups[name]

    def _split_scope(self, nodeid: str) -> str:
        return TOGETHER.get(nodeid.partition("::")[0], nodeid)


def long_first(items: list[pytest.Item]) -> None:
    """Let what starts processes and takes long begin early, so that no worker is left alone with it at the end."""
    items.sort(key=lambda item: not is_long(item))


def is_long(item: Any) -> bool:
    """Tell whether a test takes long and needs neither database of this process."""
    return item.get_closest_marker("slow") is not None and "engine" not in item.fixturenames
