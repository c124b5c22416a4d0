import pytest
from sqlalchemy import exc, text

from app.extensions import db


def test_an_error_of_the_database_does_not_repeat_what_a_person_typed(app):
    with pytest.raises(exc.DBAPIError) as caught, db.engine.connect() as connection:
        connection.execute(text("SELECT * FROM nowhere WHERE story = :story"), {"story": "a private story"})

    assert "a private story" not in str(caught.value)
