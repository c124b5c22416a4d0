from app.accounts import queries as accounts
from app.judging.views import rubrics
from app.judging.yardsticks import editing, reading
from app.web.actions import act
from tests.judging.rows import make_round
from tests.make import csrf, sign_in
from tests.together import at_once


def test_whoever_edits_a_draft_that_another_discards_is_told_so(app, client, monkeypatch):
    made = make_round()
    draft = act(editing.copy_version, reading.get_rubric("story", "1"), by=made.organiser)
    version, organiser = str(draft.version), made.organiser.public_id
    path = f"/organise/rubric/story/{version}"
    token = csrf(sign_in(client, made.organiser), path)

    def discard():
        row = reading.get_rubric("story", version)
        act(editing.discard, row, edition=row.edition, by=accounts.get_user(organiser))

    def overtaken(verb, *given, **told):
        at_once(app, discard)
        return act(verb, *given, **told)

    monkeypatch.setattr(rubrics, "act", overtaken)

    answer = client.post(f"{path}/discard", data={"csrf_token": token})

    assert answer.status_code == 409
    assert "Somebody else removed it while you were changing it" in answer.text
