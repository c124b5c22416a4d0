import subprocess
import sys

from app.config import ROOT

MODULES = ["app.judging.snapshots", "app.judging.queries", "app.judging.service"]
IMPORTS_EACH_FIRST = f"""
import os, sqlalchemy.orm, flask
for module in {MODULES}:
    if not os.fork():
        __import__(module)
        break
    assert os.wait()[1] == 0, module
"""


def test_a_module_can_be_the_first_that_is_imported():
    done = subprocess.run([sys.executable, "-c", IMPORTS_EACH_FIRST], cwd=ROOT, capture_output=True, text=True)

    assert done.stderr == ""
