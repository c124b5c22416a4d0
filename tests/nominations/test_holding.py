import json

from app import clock
from app.nominations import service
from app.nominations.masking import MaskKind
from app.nominations.models import NominationQuestion
from app.web.actions import act
from tests.make import make_nomination, make_user, reload, save, sent_letters
from tests.nominations.private import fields_of, link_to, press, read

BETTER = "They called back within the hour, and Priya stayed on the line until everything worked."


def full_nomination(client, app):
    nomination = make_nomination(email="ada@example.org")
    curator = make_user()
    press(client, link_to(nomination, "/edit"), **fields_of(nomination, story=BETTER))
    act(service.mask_passage, reload(nomination), passage="Priya", kind=MaskKind.NAME, by=curator)
    save(
        NominationQuestion(
            nomination_id=nomination.id,
            question="Which branch was it?",
            asked_by_id=curator.id,
            asked_at=clock.now(),
            answer="Leeds.",
            answered_at=clock.now(),
        )
    )
    act(service.ask, reload(nomination), question="And when?", by=curator)
    sent_letters(app)
    return nomination


def test_the_file_holds_every_version_question_mask_and_letter(client, app):
    nomination = full_nomination(client, app)

    held = json.loads(read(client, link_to(nomination, "/data")))

    assert [version["version"] for version in held["what you wrote"]] == [1, 2]
    assert held["what you wrote"][1]["story"] == BETTER
    assert held["what you wrote"][1]["email address"] == "ada@example.org"
    assert [(each["question"], each["answer"]) for each in held["questions"]] == [
        ("Which branch was it?", "Leeds."),
        ("And when?", None),
    ]
    assert [each["passage"] for each in held["passages readers do not see"]] == ["Priya"]
    assert [(each["about"], each["state"]) for each in held["letters"]] == [("a curator has a question", "sent")]
    assert held["where it stands"] == "waiting for your answer"


def test_it_is_a_file_of_its_own_that_nobody_keeps(client, app):
    nomination = make_nomination()

    for tail, kind in (("/data", "application/json"), ("/data?as=text", "text/plain")):
        answer = client.get(link_to(nomination, tail))

        assert answer.mimetype == kind
        assert answer.headers["Content-Disposition"].startswith(
            f'attachment; filename="nomination-{nomination.reference}'
        )
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Robots-Tag"] == "noindex"


def test_the_text_says_the_same_in_lines(client, app):
    nomination = full_nomination(client, app)

    text = read(client, link_to(nomination, "/data?as=text"))

    assert f"Story: {BETTER}" in text
    assert "Readers see: [name hidden]" in text
    assert "Question: And when?" in text


def test_curators_are_not_named_in_it(client, app):
    nomination = full_nomination(client, app)

    assert "Curator" not in read(client, link_to(nomination, "/data"))
