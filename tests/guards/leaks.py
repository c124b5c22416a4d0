"""Leaks planted on purpose, one of each kind, to see that the walk through two worlds finds them."""

from dataclasses import replace

from flask import make_response, render_template
from sqlalchemy import select

from app.audit import service as audit
from app.extensions import db
from app.judging.models import Scorecard, ScorecardVersion
from app.judging.progress.counting import SeasonFar
from app.judging.service import scorecards
from app.judging.views import progress
from app.mail.letters import COMPOSERS


def totals():
    """Add up the totals of each entry, which nobody may know."""
    found = {}
    query = select(Scorecard.entry_id, ScorecardVersion.weighted_total).join(ScorecardVersion)
    for entry, total in db.session.execute(query):
        found[entry] = found.get(entry, 0) + float(total)
    return found


def plant(monkeypatch):
    """Let marks show in the order of a list, a count, a validator, a line of the log and a letter."""
    listed, kept, composed = progress.list_far, scorecards._keep_version, COMPOSERS["judge_reminder"]

    def ordered(season, wish):
        return sorted(listed(season, wish), key=lambda row: -totals().get(row.entry.id, 0))

    def validated(template, /, **values):
        answer = make_response(render_template(template, **values))
        if "rows" in values:
            answer.set_etag(str(sum(totals().values())))
        return answer

    def logged(card, assignment, sheet, *others):
        kept(card, assignment, sheet, *others)
        audit.record("scorecard kept", about=assignment, by="test", levels=sum(sheet.levels.values()))

    def worded(subject):
        words = composed(subject)
        return words and replace(words, title=f"{words.title} {sum(totals().values())}")

    monkeypatch.setattr(progress, "list_far", ordered)
    monkeypatch.setattr(progress, "render_template", validated)
    monkeypatch.setattr(SeasonFar, "short", property(lambda far: round(sum(totals().values()))))
    monkeypatch.setattr(scorecards, "_keep_version", logged)
    monkeypatch.setitem(COMPOSERS, "judge_reminder", worded)
