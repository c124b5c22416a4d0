"""The public form a page at a time: it knows where it stands and what travels along unseen."""

import re
import secrets
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flask import Response, make_response, request
from werkzeug.datastructures import MultiDict
from wtforms import Field

from app.nominations.forms.answers import Group, list_answers
from app.nominations.forms.nominating import NominationForm
from app.nominations.steps import (
    ASKED,
    NONE_OF_THESE,
    SHOW,
    Candidate,
    Page,
    Settled,
    before,
    first_with,
    place_of,
    travelling,
)
from app.nominations.wording import HEADINGS
from app.programme.call import Call
from app.programme.rules import Recognises
from app.web.forms import Form

KEY = re.compile(r"[\w-]{16,64}", re.ASCII)


class TokenOfThePage(Form.Meta.csrf_class):  # type: ignore[misc, name-defined]
    """Sign no token for a form that is taken whole; a page that is shown asks for its own."""

    def generate_csrf_token(self, csrf_token_field: Field) -> str:
        """Leave it to the template."""
        return ""


class PagedForm(NominationForm):
    """The whole form, shown one page at a time; what other pages ask travels along in hidden fields."""

    class Meta:
        """Check tokens as every form does."""

        csrf_class = TokenOfThePage

    def __init__(self, season: Call, at: Page, *, given: Mapping[str, str] | None = None) -> None:
        """Stand on a page, filled with what was sent or, at the beginning, with what is known already."""
        self.season = season
        self.at = at
        self.found: Sequence[Candidate] = ()
        self.is_returning = request.form.get("returning") == "yes"
        self._given = dict(given or {})
        self._sent = request.form if given is None else MultiDict(self._given)
        self._settled: dict[str, str] = {}
        afresh = {"formdata": None, **self._given} if given is not None else {}
        super().__init__(season.categories, page="nominations/nominate.html", **afresh)

    def is_page_right(self) -> bool:
        """Check what this page asks and nothing else."""
        self.validate()
        self._keep_mistakes_of(self.at)
        return not self.errors

    def is_all_right(self) -> bool:
        """Check every answer; where one is mistaken, stand on the first page that asks for it."""
        if self.validate():
            return True
        self.at = first_with(self.errors)
        if self.at is not Page.CHECK:
            self._keep_mistakes_of(self.at)
        return False

    def _keep_mistakes_of(self, page: Page) -> None:
        own = {*ASKED[page], "csrf_token"}
        for name, field in self._fields.items():
            if name not in own:
                field.errors = []

    def settle(self, settled: Settled) -> None:
        """Take over what the register says of the typed company."""
        self._settled = {"company": settled.company, "company_id": settled.company_id}
        self.company.data, self.company_id.data = settled.company, settled.company_id

    def answer(self, status: int | None = None, **more: Any) -> Response:
        """Render the page it stands on, with everything typed."""
        if self.at is Page.COMPANY and self.company_id.data == NONE_OF_THESE:
            self.company_id.data = ""
        return make_response(super().answer(status, **self._shown(), **more))

    def _shown(self) -> dict[str, Any]:
        typed = list(self._typed())
        is_returning = self.is_returning or self.at is Page.CHECK
        back = before(self.at, {name for name, _ in typed}, is_returning=is_returning)
        along = travelling(typed, self.at)
        if is_returning and ("returning", "yes") not in along:
            along.append(("returning", "yes"))
        number, total = place_of(self.at)
        return {
            "at": self.at,
            "heading": HEADINGS[self.at],
            "season": self.season,
            "number": number,
            "total": total,
            "back": back and f"{SHOW}{back}",
            "along": along,
            "key": self._key(),
        }

    def _typed(self) -> Iterable[tuple[str, str]]:
        sent = ((name, value) for name, value in self._sent.items(multi=True) if name not in self._settled)
        return [*sent, *self._settled.items()]

    def _key(self) -> str:
        """Keep the key this form was opened with; one that no page of ours made is replaced."""
        key = self.submission_key.data or ""
        return key if KEY.fullmatch(key) else secrets.token_urlsafe(24)

    @property
    def seconded(self) -> str:
        """Name whom somebody who came from another story tells of, where that story's facts were filled in."""
        if self._sent.get("second") != "yes" or self.at not in {Page.HONOUR, Page.STORY}:
            return ""
        return ", ".join(each for each in (self.nominee.data, self.company.data) if each)

    @property
    def hints(self) -> dict[str, str]:
        """Return the question of each category."""
        return {each.slug: each.question for each in self.season.categories}

    @property
    def named(self) -> list[str]:
        """List the categories that honour a team or a person, which must be named."""
        return [each.name for each in self.season.categories if each.recognises is not Recognises.COMPANY]

    @property
    def answers(self) -> list[Group]:
        """List every answer under the page that asked for it."""
        return list_answers(self)
