from app.extensions import db
from app.nominations import service
from app.nominations.models import Nomination
from app.nominations.service import Writing
from app.web.actions import act
from tests.make import make_category
from tests.watch import counted_statements


def test_a_nomination_is_stored_in_as_few_round_trips_as_the_database_allows(app):
    category_id = make_category().id
    writing = Writing(company_name="Brightline", story="They stayed until it worked.", email="ada@example.org")
    act(service.submit, submission_key="the-first-opens-the-log", category_id=category_id, writing=writing)

    with counted_statements() as statements:
        act(service.submit, submission_key="the-second-is-counted", category_id=category_id, writing=writing)
    db.session.rollback()
    stored = db.session.query(Nomination).filter_by(submission_key="the-second-is-counted").one()

    assert len(statements) <= {"postgresql": 4, "sqlite": 6}[db.engine.dialect.name]
    assert stored.written.story == "They stayed until it worked."
    assert (stored.revision_number, stored.written.number) == (1, 1)
