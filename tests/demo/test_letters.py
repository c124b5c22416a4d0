from app.correspondence.models import Broadcast
from app.correspondence.queries.kinds import list_letters
from app.extensions import db


def test_one_letter_is_edited_one_went_to_many_judges_and_one_is_half_written(demo):
    edited = [row.kind.slug for rows in list_letters().values() for row in rows if row.is_edited and not row.is_unfit]
    to_many = {(each.audience, each.state): each.recipients for each in db.session.query(Broadcast)}

    assert edited == ["judge_assigned"]
    assert to_many["judges", "sent"] > 1
    assert to_many["nominators", "draft"] == 0
