import subprocess
import sys

import pytest

from app.config import ROOT


@pytest.mark.parametrize("module", ["app.judging.snapshots", "app.judging.queries", "app.judging.service"])
def test_a_module_can_be_the_first_that_is_imported(module):
    done = subprocess.run([sys.executable, "-c", f"import {module}"], cwd=ROOT, capture_output=True, text=True)

    assert done.stderr == ""
