import pytest
from flask_migrate import upgrade

from app import create_app
from app.config import ROOT, read_settings
from app.demo import standing
from app.demo.seasons import BEGUN, FILLED, mark
from app.demo.standing import Standing
from app.extensions import db
from app.web.actions import act


@pytest.fixture
def own_app(tmp_path):
    """Give an app of its own in an empty folder."""
    app = create_app(read_settings({"AWARDS_VAR": str(tmp_path)}))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()
    app.extensions["counters"].close()


@pytest.mark.parametrize(
    ("verbs", "expected"),
    [
        ([], Standing.EMPTY),
        ([BEGUN], Standing.BEGUN),
        ([BEGUN, FILLED], Standing.FILLED),
        (["season created"], Standing.FOREIGN),
    ],
    ids=["nothing yet", "interrupted", "the demo", "somebody's own"],
)
def test_the_log_says_whose_database_it_is(own_app, verbs, expected):
    upgrade(directory=str(ROOT / "migrations"))

    for verb in verbs:
        act(mark, verb)

    assert standing.find_standing() is expected


def test_beginning_anew_deletes_the_database_and_its_letters_and_nothing_else(own_app, tmp_path):
    upgrade(directory=str(ROOT / "migrations"))
    act(mark, FILLED)
    (tmp_path / "mail" / "earlier").mkdir(parents=True)
    letter, note = tmp_path / "mail" / "earlier" / "one.eml", tmp_path / "mail" / "note.txt"
    letter.touch()
    note.touch()

    standing.delete(own_app.extensions["counters"])

    assert standing.find_standing() is Standing.EMPTY
    assert not letter.exists()
    assert note.exists()
