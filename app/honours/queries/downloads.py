"""What a company takes along: all that is kept about it, and the code on its certificate."""

from typing import Any

import segno

from app.companies.contacting import reach_of
from app.honours.models import CompanyPage
from app.honours.queries import pages, reports
from app.honours.queries.reports import CriterionReport, EntryReport


def code_of(address: str) -> str:
    """Draw an address as a QR code to put into a page as an image."""
    return segno.make(address, error="m").svg_data_uri(dark="#1c1a2e", light="#ffffff", border=2)


def gather(page: CompanyPage) -> dict[str, Any]:
    """Gather what is kept about a company in a season; nothing of those who told about it but their public stories."""
    company, thanks = page.company.canonical, pages.find_thanks(page)
    reach = reach_of(company)
    return {
        "company": {
            "name": company.name,
            "other_names": sorted(alias.name for alias in company.aliases),
            "website": company.website,
            "x": company.x_handle,
            "bluesky": company.bluesky_handle,
            "mastodon": company.mastodon_handle,
            "size": company.staff.value,
            "is_named_in_public": not company.is_unnamed,
            "wants_letters": not reach.refuses,
        },
        "season": page.season.name,
        "contacts": [
            {
                "name": each.row.name,
                "role": each.row.role,
                "address": each.row.address,
                "found_at": each.row.found_at,
                "is_proven": each.is_proven,
            }
            for each in reach.contacts
        ],
        "letter_sent_at": page.sent_at.isoformat() if page.sent_at else None,
        "entries": [_entry(report) for report in reports.list_reports(page)],
        "thanks": {"words": thanks.words, "state": thanks.state.value, "reason": thanks.reason} if thanks else None,
        "wishes": [
            {"kind": each.kind.value, "words": each.words, "state": each.state.value, "answer": each.answer}
            for each in pages.list_wishes(page)
        ],
    }


def _entry(report: EntryReport) -> dict[str, Any]:
    return {
        "category": report.entry.category.name,
        "nominee": report.entry.nominee,
        "award": {"id": report.award.public_id, "is_revoked": report.award.is_revoked} if report.award else None,
        "points": report.points or None,
        "judges": report.judges,
        "criteria": [_criterion(each) for each in report.criteria],
        "stories": [{"id": story.story_id, "text": story.text} for story in report.stories],
    }


def _criterion(report: CriterionReport) -> dict[str, Any]:
    return {
        "title": report.criterion.title,
        "mean": report.mean or None,
        "reached": report.reached.meaning if report.reached else None,
        "comments": report.feedback,
        "passages": report.passages,
    }
