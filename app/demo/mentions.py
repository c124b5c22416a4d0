"""Posts that were found, and what curators did with some of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import select

from app import clock
from app.accounts.commands import OPERATOR
from app.accounts.models import User
from app.demo import written
from app.demo.script import Script
from app.demo.seasons import Stage
from app.demo.written import Row
from app.extensions import db
from app.listening import queries, service
from app.listening.answering import replying, settling
from app.listening.contacting.finding import read_person
from app.listening.funnel.nominations import note_nominations
from app.listening.importing import import_posts
from app.listening.models import Mention, Outreach
from app.listening.posts import Post, post_from
from app.listening.rules import ConsentGiven, ContactReason, DismissReason
from app.listening.service.consents import record_consent
from app.listening.service.contacts import refuse_contact
from app.listening.service.snoozing import snooze
from app.listening.teaching.drawing import draw_open
from app.web.actions import act

FIRST_ID = 9_000_000_000_000_000_001
PASSES = (69, 47, 23, 3)
VISITS_LATER = 5
SENT = ("sent", "visited", "nominated")
VISITED = ("visited", "nominated")
ASLEEP = timedelta(days=2)
QUIET = "@prefers_quiet@posts.example"


def stage(script: Script, held: Stage) -> None:
    """Note when posts come in, in four passes, and when curators take some of them up."""
    for hours in PASSES:
        script.add(held.days.ago(hours=hours), partial(bring_in, held))
    script.add(held.days.ago(minutes=2), note_nominations)
    script.add(held.days.ago(minutes=1), draw_open)
    script.add(held.days.ago(hours=30), partial(refuse_somebody, held))
    for number, row in enumerate(written.posts()):
        if "fate" in row or "note" in row:
            Answering(held, row, str(FIRST_ID + number)).stage(script)


def refuse_somebody(held: Stage) -> None:
    """Put somebody on the list of those we do not write to."""
    person = read_person(QUIET)
    act(refuse_contact, person.network, person.hashes, reason=ContactReason.UNWELCOME, by=held.people["mina"])


def bring_in(held: Stage) -> None:
    """Import everything posted so far; what came with an earlier pass is known already."""
    for _ in import_posts(posted_by_now(held), by=OPERATOR):
        pass


def posted_by_now(held: Stage) -> Iterator[Post]:
    """Make the posts that a pass can find now."""
    for number, row in enumerate(written.posts()):
        if posted_at(held, row) <= clock.now():
            yield post_from(fields_of(row, FIRST_ID + number, held), network=None, now=clock.now())


def posted_at(held: Stage, row: Row) -> datetime:
    """Return when a post was written, not all of them on the hour."""
    return held.days.ago(hours=row["hours_ago"], minutes=len(row["text"]) % 50)


def fields_of(row: Row, post_id: int, held: Stage) -> dict[str, object]:
    """Write a post as an import file would."""
    network, handle = row.get("network", "x"), row["handle"]
    name, _, host = handle.partition("@")
    return {
        "network": network,
        "id": str(post_id),
        "url": f"https://{host}/@{name}/{post_id}" if host else f"https://x.com/{name}/status/{post_id}",
        "text": row["text"],
        "posted_at": posted_at(held, row).isoformat(timespec="seconds"),
        "lang": row.get("lang", "en"),
        "author": {"id": str(post_id % 1000 + 7000), "handle": handle, "name": row["name"]},
    }


@dataclass
class Answering:
    """One post in the hands of a curator."""

    held: Stage
    row: Row
    post_id: str

    @property
    def mention(self) -> Mention:
        """Return the mention as it stands."""
        return db.session.scalars(select(Mention).filter_by(post_id=self.post_id)).one()

    @property
    def curator(self) -> User:
        """Return who takes it up: a claim that others see is Rosa's, everything else Mina's."""
        return self.held.people["rosa" if self.row.get("fate") == "claimed" else "mina"]

    @property
    def found_hours_ago(self) -> int:
        """Return which pass found it."""
        return next(hours for hours in PASSES if hours < self.row["hours_ago"])

    def stage(self, script: Script) -> None:
        """Note each step at its moment."""
        days, fate, read = self.held.days, self.row.get("fate", ""), self.found_hours_ago - 1
        if "note" in self.row:
            script.add(days.ago(hours=read), self.write_note)
        if fate == "dismissed":
            script.add(days.ago(hours=read), self.dismiss)
        if fate == "snoozed":
            script.add(days.ago(minutes=3), self.put_off)
        if fate in ("claimed", "drafted"):
            script.add(days.ago(minutes=3), self.claim)
        if fate in SENT:
            script.add(days.ago(hours=read), self.claim)
            script.add(days.ago(hours=read, minutes=-6), self.send)
        if fate in VISITED:
            script.add(days.ago(hours=read - VISITS_LATER), self.visit)
        if self.row.get("leave"):
            script.add(days.ago(hours=read - VISITS_LATER, minutes=-9), self.let_show)

    def dismiss(self) -> None:
        """Let the post go."""
        act(service.dismiss, self.mention, reason=DismissReason(self.row["reason"]), by=self.curator)

    def put_off(self) -> None:
        """Let the post come back in two days."""
        act(snooze, self.mention, until=clock.now() + ASLEEP, by=self.curator)

    def write_note(self) -> None:
        """Leave word for the other curators."""
        act(service.write_note, self.mention, note=self.row["note"], by=self.curator)

    def claim(self) -> None:
        """Take the post up and begin a reply."""
        mention = self.mention
        company = queries.rows_of([mention])[0].company_name
        act(service.claim, mention, company=company, by=self.curator)

    def send(self) -> None:
        """Settle the words and note that they were sent by hand."""
        mention, outreach = self.mention, self.outreach()
        words = self.row["reply"].format(link=replying.link_of(outreach.code))
        act(settling.open_reply, mention, text=words, by=self.curator)
        act(replying.mark_sent, mention, reply_url="", by=self.curator)
        self.held.codes[self.row["key"]] = outreach.code

    def visit(self) -> None:
        """Let the author follow the link."""
        act(replying.record_visit, self.outreach().code)

    def let_show(self) -> None:
        """Record that the author lets us show the post."""
        act(record_consent, self.mention, given=ConsentGiven.REPLY, place="", by=self.curator)

    def outreach(self) -> Outreach:
        """Return the reply to this post."""
        return db.session.scalars(select(Outreach).filter_by(mention_id=self.mention.id)).one()
