from dataclasses import replace

from app import create_app
from app.extensions import db


def test_an_app_made_beside_another_leaves_no_transaction_open(app, settings, tmp_path):
    create_app(replace(settings, queue_url=f"sqlite:///{tmp_path / 'queue.db'}"))

    assert not db.session().in_transaction()
