import io
import json
from datetime import UTC, datetime

import pytest

from app.listening.files import NotPosts, Outcome, read_posts
from app.listening.posts import Post, Rejected

NOW = datetime(2026, 11, 21, tzinfo=UTC)
ROW = {
    "network": "x",
    "id": "1",
    "url": "https://x.com/a/status/1",
    "text": "Great support",
    "posted_at": "2026-11-20T21:04:00Z",
    "lang": "en",
    "author": {"id": "7", "handle": "@ada", "name": "Ada"},
}
HEADS = "network,id,url,text,posted_at,lang,author.id,author.handle,author.name\n"


def read(raw: bytes, name: str = "posts.jsonl", network: str | None = None) -> list[Outcome]:
    return list(read_posts(io.BytesIO(raw), name=name, network=network, now=NOW))


def line(**changes: object) -> bytes:
    return json.dumps({**ROW, **changes}).encode()


def test_a_json_line_becomes_a_post() -> None:
    (post,) = read(line())

    assert isinstance(post, Post)
    assert (post.network, post.post_id, post.author_handle) == ("x", "1", "ada")
    assert post.posted_at == datetime(2026, 11, 20, 21, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"{", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"[1]", "not a JSON object"),
        (line().replace(b"Great", b"Gr\xffeat"), "not UTF-8"),
        (line(network=None), "is missing; name one for all lines with --source"),
        (line(network="not a word"), "is missing; name one for all lines with --source"),
        (line(id=None), "has no id"),
        (line(id="a b"), "spaces"),
        (line(id=True), "has no id"),
        (line(url=None), "has no address"),
        (line(url="javascript:alert(1)"), "not a web address"),
        (line(url="https://[bad"), "not a web address"),
        (line(text=None), "has no text"),
        (line(text=" \x00 "), "is empty"),
        (line(posted_at="2026-11-20T21:04:00"), "must look like"),
        (line(posted_at="yesterday"), "must look like"),
        (line(posted_at="2026-13-20T21:04:00Z"), "not a real date"),
        (line(posted_at="2099-01-01T00:00:00Z"), "future"),
        (line(posted_at=1763672640), "must look like"),
        (line(author="ada"), "must be an object with id, handle and name"),
        (b'{"a":"' + b"x" * 1_000_010 + b'"}', "million bytes"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_bad_line_is_named_by_its_number_and_the_others_go_in(raw: bytes, reason: str) -> None:
    first, bad, last = read(line() + b"\n" + raw + b"\n" + line(id="3"))

    assert isinstance(first, Post)
    assert isinstance(last, Post)
    assert isinstance(bad, Rejected)
    assert bad.line_number == 2
    assert reason in bad.reason


def test_what_cannot_be_stored_is_taken_out_of_a_text() -> None:
    (post,) = read(b'{"id":"1","network":"x","url":"https://a.b","text":"a\\u0000b\\ud83dc \\ud83d\\udc9c"'
                   b',"posted_at":"2026-11-20T21:04:00+02:00"}')  # fmt: skip

    assert isinstance(post, Post)
    assert post.text == "abc 💜"
    assert post.posted_at.hour == 19


def test_a_number_is_an_id_too() -> None:
    (post,) = read(line(id=1991883422041919488))

    assert isinstance(post, Post)
    assert post.post_id == "1991883422041919488"


def test_lines_that_name_no_network_take_the_given_one() -> None:
    (post,) = read(line(network=None), network="mastodon")

    assert isinstance(post, Post)
    assert post.network == "mastodon"


def test_csv_with_quotes_and_line_breaks_is_read_with_its_line_numbers() -> None:
    raw = (
        HEADS
        + 'x,1,https://a.b/1,"two\nlines, ""quoted""",2026-11-20T21:04:00Z,en,7,ada,Ada\nx,,https://a.b/2,t,,,,,\n'
    )

    post, bad = read(raw.encode(), "posts.csv")

    assert isinstance(post, Post)
    assert isinstance(bad, Rejected)
    assert post.text == 'two\nlines, "quoted"'
    assert post.author_name == "Ada"
    assert bad.line_number == 4


def test_in_csv_a_row_in_another_encoding_or_of_another_length_spoils_itself_only() -> None:
    raw = HEADS.encode() + b"x,1,https://a.b,caf\xe9,2026-11-20T21:04:00Z,en,7,a,A\nx,2\nx,3,https://a.b,ok,"
    raw += b"2026-11-20T21:04:00Z,en,7,a,A\n"

    latin, short, good = read(raw, "posts.csv")

    assert isinstance(latin, Rejected)
    assert isinstance(short, Rejected)
    assert isinstance(good, Post)
    assert "UTF-8" in latin.reason
    assert "2 cells" in short.reason


@pytest.mark.parametrize("name", ["<stdin>", "posts.csv"])
def test_csv_is_known_by_its_name_or_its_first_line(name: str) -> None:
    raw = "\ufeff" + HEADS + "x,1,https://a.b,t,2026-11-20T21:04:00Z,en,7,a,A\n"

    assert isinstance(read(raw.encode(), name)[0], Post)


def test_a_file_that_names_no_columns_holds_no_posts() -> None:
    with pytest.raises(NotPosts, match="first line must name the columns"):
        read(b"hello\nworld\n", "posts.csv")


def test_an_empty_file_holds_no_posts() -> None:
    assert read(b"") == []
    assert read(b"\n\n") == []
