"""Nominations: told, confirmed, moderated, and what else can become of them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from app.companies.rules import Staff
from app.demo import written
from app.demo.script import Script
from app.demo.seasons import CURRENT, DECIDING, MIDDLE, PAST, PLANS, Stage
from app.demo.written import Row
from app.nominations import queries, service
from app.nominations.masking import MaskKind
from app.nominations.models import Nomination
from app.nominations.queries.following import list_questions
from app.nominations.rules import Medium, Reason
from app.nominations.service import Placing, Writing
from app.nominations.weighing import Marks, Signal
from app.web.actions import act
from app.web.links import keyed_hash

READING = timedelta(minutes=12)
LOOKING = timedelta(hours=3)
ANSWERING = timedelta(hours=9)
AGREEING = timedelta(hours=20)
LEAVING = timedelta(hours=30)
ASKED = ("feeling", "solved", "channel", "relation", "link", "show_name")


def stage(script: Script, held: Stage) -> None:
    """Note when each story is told and what becomes of it."""
    for season in (PAST, DECIDING, MIDDLE, CURRENT):
        for row in written.stories(season):
            Telling(held, season, row).stage(script)


@dataclass
class Telling:
    """One nomination from the form to where it stands now."""

    held: Stage
    season: str
    row: Row
    reference: str = ""

    @property
    def fate(self) -> str:
        """Return where the nomination stands in the end."""
        return str(self.row.get("fate", "accepted"))

    @property
    def told_at(self) -> datetime:
        """Return when the form was sent."""
        if "hours_ago" in self.row:
            return self.held.days.ago(hours=self.row["hours_ago"])
        return self.held.days.at(PLANS[self.season].opens + self.row["told"], self.row["at"])

    @property
    def nomination(self) -> Nomination:
        """Return the nomination as it stands."""
        return queries.get_nomination(self.reference)

    def stage(self, script: Script) -> None:
        """Note each step at its moment."""
        script.add(self.told_at, self.enter if "typed" in self.row else self.tell)
        if self.fate == "unconfirmed":
            return
        if "typed" not in self.row:
            script.add(self.told_at + READING, lambda: act(service.confirm, self.nomination))
        for after, verb in self.fated():
            script.add(self.told_at + after, verb)

    def fated(self) -> list[tuple[timedelta, Callable[[], None]]]:
        """Return what becomes of it, and how long after it was told."""
        ends = {
            "accepted": (AGREEING, self.accept),
            "rejected": (AGREEING, self.reject),
            "withdrawn": (AGREEING, self.withdraw),
            "held": (LOOKING, self.hold),
            "asked": (LOOKING, self.ask),
        }
        steps = [(LOOKING, self.hide)] if "hide" in self.row else []
        if "answer" in self.row:
            steps += [(LOOKING, self.ask), (ANSWERING, self.answer)]
        steps += [ends[self.fate]] if self.fate in ends else []
        return steps + ([(LEAVING, self.leave_site)] if self.row.get("is_off_site") else [])

    def tell(self) -> None:
        """Send the form."""
        self.reference = act(
            service.submit,
            submission_key=keyed_hash("demo", f"{self.season}|{self.row['by']}|{self.row['company']}|{self.told_at}"),
            category_id=self.held.category(self.season, self.row["category"]).id,
            writing=self.writing(),
            outreach_code=self.held.codes.get(self.row.get("post", "")),
            marks=Marks(signals=tuple(Signal(each) for each in self.row.get("signals", ()))),
        )

    def enter(self) -> None:
        """Let a curator type it for somebody who called."""
        nomination = act(
            service.enter,
            submission_key=keyed_hash("demo", f"{self.season}|{self.row['by']}|{self.told_at}"),
            category=self.held.category(self.season, self.row["category"]),
            writing=replace(self.writing(), email=""),
            medium=Medium(self.row["typed"]),
            consent_how=self.row["consent_how"],
            consented_at=self.told_at,
            by=self.held.people["mina"],
        )
        self.reference = nomination.reference

    def hold(self) -> None:
        """Let a curator look twice."""
        act(service.hold, self.nomination, note=self.row["held_note"], by=self.held.people["mina"])

    def ask(self) -> None:
        """Let a curator ask the nominator."""
        act(service.ask, self.nomination, question=self.row["question"], by=self.held.people["mina"])

    def answer(self) -> None:
        """Let the nominator answer."""
        (question,) = list_questions(self.nomination)
        act(service.answer, question, words=self.row["answer"])

    def leave_site(self) -> None:
        """Let the nominator take the story off the site; judges read it all the same."""
        act(service.set_off_site, self.nomination, is_off=True)

    def hide(self) -> None:
        """Hide what is personal before anybody reads it."""
        for passage, kind in self.row["hide"]:
            by = self.held.people["mina"]
            act(service.mask_passage, self.nomination, passage=passage, kind=MaskKind(kind), by=by)

    def writing(self) -> Writing:
        """Return what the nominator wrote."""
        company = self.held.companies.get(self.row["company"])
        return Writing(
            company_name=self.row["company"],
            website=self.row.get("website", company.website if company else None),
            nominee=self.row.get("nominee"),
            story=" ".join(self.row["story"].split()),
            qualities=tuple(self.row.get("qualities", ())),
            name=self.row["by"],
            email=written.address_of(self.row["by"]),
            **{name: self.row[name] for name in ASKED if name in self.row},
        )

    def accept(self) -> None:
        """Let the nomination count."""
        company = self.held.companies[self.row["company"]]
        placing = Placing(
            company=company,
            nominee=self.row.get("shown") or self.row.get("nominee") or "",
            full_name=self.row.get("full_name"),
            staff=company.staff if company.staff is not Staff.UNKNOWN else None,
        )
        act(service.accept, self.nomination, placing=placing, by=self.held.people["mina"])
        entry = self.nomination.entry
        if "consent" in self.row and entry:
            act(service.record_consent, entry, how=self.row["consent"], by=self.held.people["mina"])

    def reject(self) -> None:
        """Keep the nomination out, with the reason."""
        reason, note = Reason(self.row["reason"]), self.row.get("note", "")
        act(service.reject, self.nomination, reason=reason, note=note, by=self.held.people["mina"])

    def withdraw(self) -> None:
        """Let the nominator take it back."""
        act(service.withdraw, self.nomination)
