"""How much a request may bring: 64 KiB, and more only where long texts or many choices are sent.

A story of 5,000 emoji is 20,000 bytes, but a form sends each of those bytes as three characters: 60,000 for the story
and 79 KB for the longest nomination. A scorecard of ten full remarks comes to 240 KB, as do the longest minutes.
"""

from flask import Flask, abort, request

USUAL = 64 * 1024
LONG = 256 * 1024

LONG_FORMS = frozenset(
    {
        "nominations.nominate",
        "nominations.edit",
        "curate.enter",
        "curate.mask",
        "listening.paste",
        "listening.show_mention",
        "judging.score",
        "judging.assign",
        "judging.show_rubric",
        "judging.new_example",
        "judging.edit_example",
        "judging.minutes",
        "correspondence.edit_letter",
        "correspondence.begin_broadcast",
        "correspondence.show_broadcast",
    }
)


def register(app: Flask) -> None:
    """Bound every request before anything of it is read."""
    app.before_request(bound_body)


def bound_body() -> None:
    """Let a request bring what its page can ask for; more is answered with 413, and no say how much with 411."""
    if "Transfer-Encoding" in request.headers:
        abort(411)
    request.max_content_length = LONG if request.endpoint in LONG_FORMS else USUAL
