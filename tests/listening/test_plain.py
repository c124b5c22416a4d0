import time

import pytest

from app.listening.sources.plain import plain_text

MASTODON_LINK = (
    '<a href="https://example.org/a/long/way" rel="nofollow"><span class="invisible">https://</span>'
    '<span class="ellipsis">example.org/a/long</span><span class="invisible">/way</span></a>'
)


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>One</p><p>Two<br>Three<br/>Four</p>", "One\n\nTwo\nThree\nFour"),
        ("One\n  line of\tsource", "One line of source"),
        ("<p>A &amp; B &lt;b&gt; &#128156;</p>", "A & B <b> 💜"),
        (f"<p>See {MASTODON_LINK}</p>", "See https://example.org/a/long/way"),
        ('<a href="https://a.example/tags/custserv">#<span>custserv</span></a>', "#custserv"),
        ('<a href="https://a.example/@ada">@<span>ada</span></a> hi', "@ada hi"),
        (
            'Read <a href="https://ada.example/x?a=1&amp;b=2">my story</a>.',
            "Read my story (https://ada.example/x?a=1&b=2).",
        ),
        ('<a href="javascript:alert(1)">click</a>', "click"),
        ("<ul><li>One</li><li>Two</li></ul>", "One\n\nTwo"),
        ("a<script>alert(1)</script><style>b{}</style>c", "ac"),
        ("<b>open <i>and <a href='https://a.example'>never closed", "open and never closed"),
        ("</p></a></b>plain", "plain"),
        ("<!-- <b>x</b> --><![CDATA[y]]>z<!-- w", "z"),
        ("", ""),
    ],
)
def test_html_becomes_the_words_a_person_reads(html: str, words: str) -> None:
    assert plain_text(html) == words


PIECES = ["<", "<!", "<!--", "<!---->", "<a ", "&", "&#", "<b>", "</", "<![", "<?", "<a href='", "<script>", " ", "\n"]
JUNK = ["a ", "a=", "a='", "='\"", '"', "a=a ", "a='a'", "/", "&#"]


@pytest.mark.parametrize("piece", [*PIECES, *(f"<a {junk * (990 // len(junk))}>" for junk in JUNK)])
def test_html_made_to_take_long_does_not(piece: str) -> None:
    began = time.process_time()

    plain_text(piece * (200_000 // len(piece)))

    assert time.process_time() - began < 10
