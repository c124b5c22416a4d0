"""Hidden passages, and the log: each deed of a curator and its line live or die together."""

import re

import pytest
from sqlalchemy import func, select

from app.audit.models import AuditLine
from app.errors import Conflict, Refused
from app.extensions import db
from app.nominations import service
from app.nominations.masking import MaskKind
from app.nominations.models import EntryPerson, Mask
from app.nominations.rules import Reason, State
from app.web.actions import act
from tests.make import csrf, make_category, make_company, make_entry, make_nomination, make_user, save, sign_in

STORY = "Priya Nair rang me on 020 7946 0958 and stayed until the line worked. Priya was kind."


@pytest.fixture
def curator(client):
    user = make_user(role="curator", name="Mina Okafor")
    sign_in(client, user)
    return user


def verbs():
    db.session.rollback()
    return db.session.scalars(select(AuditLine.verb).order_by(AuditLine.number)).all()


def path_of(nomination):
    return f"/curate/nominations/{nomination.reference}"


def text_of(answer):
    return answer.get_data(as_text=True)


def test_the_desk_offers_to_hide_what_is_personal_and_hides_it_with_one_press(client, curator):
    category = make_category(recognises="person")
    nomination = make_nomination(category=category, story=STORY, nominee="Priya Nair")
    page = client.get(path_of(nomination))
    forms = re.findall(r'name="passage" value="([^"]+)"', text_of(page))

    data = {"passage": "020 7946 0958", "kind": "phone", "start": str(STORY.index("020"))}
    client.post(f"{path_of(nomination)}/masks", data={"csrf_token": csrf(client, path_of(nomination)), **data})

    assert forms == ["Priya Nair", "020 7946 0958", "Priya"]
    mask = db.session.scalars(select(Mask)).one()
    assert STORY[mask.start : mask.end] == "020 7946 0958"
    assert mask.shown_as == "[phone number hidden]"
    assert verbs()[-1] == "passage hidden"


def test_a_passage_is_hidden_wherever_it_stands_without_javascript(client, curator):
    nomination = make_nomination(story=STORY)

    data = {"passage": "Priya", "kind": "name", "shown_as": "P.", "everywhere": "yes"}
    client.post(f"{path_of(nomination)}/masks", data={"csrf_token": csrf(client, path_of(nomination)), **data})

    assert db.session.scalars(select(Mask.start).order_by(Mask.start)).all() == [0, STORY.rindex("Priya")]


def test_words_that_are_not_in_the_story_are_refused_beside_the_field(client, curator):
    nomination = make_nomination(story=STORY)
    path = f"{path_of(nomination)}/masks"

    answer = client.post(path, data={"csrf_token": csrf(client, path), "passage": "Jonas", "kind": "name"})

    assert answer.status_code == 422
    assert "These words are not in the story" in text_of(answer)


def test_a_letter_is_not_hidden_wherever_it_stands(app):
    nomination = make_nomination(story="a b " * 200)

    with pytest.raises(Refused, match="Choose a longer passage"):
        act(service.mask_passage, nomination, passage="a", kind=MaskKind.OTHER, by=make_user())


def test_a_mask_is_lifted_and_can_be_made_again(app):
    nomination, by = make_nomination(story=STORY), make_user()
    for _ in range(2):
        act(service.mask_passage, nomination, passage="Priya Nair", kind=MaskKind.NAME, by=by)
    first = db.session.scalars(select(Mask)).one()

    for _ in range(2):
        act(service.lift_mask, nomination, mask_id=first.id, by=by)
    act(service.mask_passage, nomination, passage="Priya Nair", kind=MaskKind.NAME, by=by)

    assert db.session.scalar(select(func.count(Mask.id)).where(Mask.lifted_at.is_(None))) == 1
    assert verbs() == ["passage hidden", "passage shown again", "passage hidden"]


@pytest.mark.parametrize(("number", "status"), [("own", 303), ("999", 303), ("x", 404), ("9" * 30, 404)])
def test_a_passage_is_shown_again_from_the_desk(client, curator, number, status):
    nomination = make_nomination(story=STORY)
    act(service.mask_passage, nomination, passage="Priya Nair", kind=MaskKind.NAME, by=curator)
    mask = db.session.scalars(select(Mask.id)).one()
    token = csrf(client, path_of(nomination))

    answer = client.post(
        f"{path_of(nomination)}/masks/{mask if number == 'own' else number}/lift", data={"csrf_token": token}
    )

    db.session.rollback()
    assert answer.status_code == status
    assert (db.session.scalars(select(Mask.lifted_at)).one() is not None) == (number == "own")


def test_nothing_is_hidden_in_what_has_ended(app):
    nomination = make_nomination(state=State.WITHDRAWN, story=STORY)

    with pytest.raises(Conflict, match="has ended"):
        act(service.mask_passage, nomination, passage="Priya", kind=MaskKind.NAME, by=make_user())


def person_of(category, **consent):
    """Make an entry with the person behind it."""
    entry = make_entry(category=category, nominee="P., support", company=make_company())
    save(EntryPerson(entry_id=entry.id, full_name="Priya Nair", role="support", **consent))
    return entry


def deeds():
    """Give each deed of a curator with what it needs."""
    category = make_category(recognises="person")
    other = make_category(season=category.season)
    nomination, held = (make_nomination(category=category, story=STORY, state=state) for state in ("submitted", "held"))
    by = make_user()
    agreed = {"consented_at": nomination.created_at, "consent_by_id": by.id, "consent_how": "By mail"}
    silent, named = person_of(category), person_of(category, **agreed)
    hide = {"passage": "Priya", "kind": MaskKind.NAME, "by": by}
    act(service.mask_passage, held, **hide)
    mask = db.session.scalars(select(Mask.id)).first()
    return {
        "nomination held": lambda: service.hold(nomination, note="x", by=by),
        "nominator asked": lambda: service.ask(nomination, question="Which?", by=by),
        "nomination not accepted": lambda: service.reject(nomination, reason=Reason.ADVERT, by=by),
        "decision undone": lambda: service.undo_decision(held, by=by),
        "nomination moved": lambda: service.move(nomination, category=other, by=by),
        "passage hidden": lambda: service.mask_passage(nomination, **hide),
        "passage shown again": lambda: service.lift_mask(held, mask_id=mask, by=by),
        "person corrected": lambda: service.change_person(silent, full_name="Pria Nair", role="support", by=by),
        "consent to be named recorded": lambda: service.record_consent(silent, how="By mail", by=by),
        "consent to be named withdrawn": lambda: service.withdraw_consent(named, by=by),
        "address searched": lambda: service.note_address_search(found=1, by=by),
        "address opened": lambda: service.open_address(nomination, by=by),
    }


VERBS = (
    "nomination held",
    "nominator asked",
    "nomination not accepted",
    "decision undone",
    "nomination moved",
    "passage hidden",
    "passage shown again",
    "person corrected",
    "consent to be named recorded",
    "consent to be named withdrawn",
    "address searched",
    "address opened",
)


@pytest.mark.parametrize("verb", VERBS)
def test_each_deed_and_its_line_in_the_log_live_or_die_together(app, verb):
    deed = deeds()[verb]
    before = verbs().count(verb)

    def fail():
        deed()
        raise Refused("No.")

    with pytest.raises(Refused):
        act(fail)
    died = verbs().count(verb) == before
    act(deed)

    assert died
    assert verbs().count(verb) == before + 1
