from dataclasses import replace

import pytest
from jinja2 import ChoiceLoader, DictLoader

from app.mail.letters import COMPOSERS, Words, letter
from tests.mail.sink import running_sink


@pytest.fixture
def sink(app):
    """Give a mail server, and send this app's letters to it."""
    kept = app.config["AWARDS"]
    with running_sink() as sink:
        app.config["AWARDS"] = replace(kept, mail_url=sink.url)
        yield sink
    app.config["AWARDS"] = kept


@pytest.fixture
def greeting(app):
    """Register a letter of the tests; the test may change its words or make it None."""
    words = {"now": Words("ada@example.org", "A greeting", "greeting.txt", {"body": "Hello."})}
    kept = app.jinja_env.loader
    app.jinja_env.loader = ChoiceLoader([DictLoader({"greeting.txt": "{{ body }}"}), kept])

    @letter("greeting")
    def write(subject_id):
        made = words["now"]
        return made() if callable(made) else made

    yield words
    del COMPOSERS["greeting"]
    app.jinja_env.loader = kept
