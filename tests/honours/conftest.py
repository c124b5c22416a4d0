"""A published season, and the letter that leads its winner to its page."""

import pytest

from tests.honours.rows import after, make_published, send_letter


@pytest.fixture
def published(app):
    made = make_published()
    with after(made):
        yield made


@pytest.fixture
def own(published):
    return send_letter(published)
