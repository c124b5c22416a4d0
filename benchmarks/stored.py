"""Time posts from their text to the stored row: language, score, company, speaker, near-copies, rank."""

import os
import tempfile
import time
from itertools import count

COMPANIES, BATCH, LEAST_SECONDS = 500, 200, 1.0


def stored_per_second(texts: list[str]) -> float:
    """Store posts in a fresh SQLite database until a second of CPU time is spent; half come without a language."""
    from app import create_app
    from app.config import read_settings
    from app.extensions import db

    with tempfile.TemporaryDirectory() as folder:
        given = {"AWARDS_ENV": "development", "AWARDS_VAR": folder, "AWARDS_DATABASE_URL": f"sqlite:///{folder}/a.db"}
        with create_app(read_settings({**os.environ, **given})).app_context():
            db.create_all()
            make_register()
            speed = time_storing(texts)
            db.session.remove()
            db.engine.dispose()
    return speed


def make_register() -> None:
    """Register companies that some posts may name."""
    from app import clock
    from app.companies.models import Company
    from app.companies.names import name_key
    from app.extensions import db
    from app.web.actions import act

    names = [f"Brand{number} Broadband" for number in range(COMPANIES)]
    rows = [
        Company(
            name=name, slug=name_key(name), name_key=name_key(name), x_handle=name_key(name), created_at=clock.now()
        )
        for name in names
    ]
    act(lambda: db.session.add_all(rows))


def time_storing(texts: list[str]) -> float:
    """Store the posts again and again, each time under other ids and begun elsewhere, so that few are copies."""
    from app.listening.finding.languages import detect
    from app.listening.passes.storing import score, store
    from app.web.actions import act

    detect("The model of languages is opened once, before the clock runs.")
    ids, spent, done, turn = count(1), 0.0, 0, 0
    while spent < LEAST_SECONDS:
        posts = [post_of(turned(text, turn), next(ids)) for text in texts if text.strip()]
        began = time.process_time()
        for start in range(0, len(posts), BATCH):
            act(store, score(posts[start : start + BATCH], detect=detect), [])
        spent, done, turn = spent + time.process_time() - began, done + len(posts), turn + 1
    return done / spent


def turned(text: str, turn: int) -> str:
    """Begin a text elsewhere, so that its runs of words are others."""
    words = text.split()
    step = turn % max(len(words), 1)
    return " ".join(words[step:] + words[:step]) if turn else text


def post_of(text: str, number: int) -> "object":
    """Make a post of a text."""
    from app import clock
    from app.listening.posts import Post

    return Post(
        network="x",
        post_id=str(number),
        version_id=str(number),
        url=f"https://posts.example/{number}",
        text=text,
        lang="en" if number % 2 else "und",
        posted_at=clock.now(),
        author_id=str(number),
        author_handle=f"person{number}",
        author_name=f"Person {number}",
    )
