import pytest

from tests.make import make_user, sign_in


@pytest.fixture
def organiser(app):
    return make_user(role="organiser", name="Olga Organiser", email="olga@example.org")


@pytest.fixture
def desk(client, organiser):
    return sign_in(client, organiser)
