"""`awards listen status`: how every source is, for people and for scripts."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime

import click
from flask.cli import with_appcontext

from app import clock
from app.listening.figures import SourceStatus, Tally
from app.listening.health import at, count, duration
from app.listening.queries.sources import list_sources
from app.listening.spending import budget
from app.listening.spending.budget import Allowance


@click.command("status")
@click.option("--json", "is_json", is_flag=True, help="Print JSON with stable keys, for scripts.")
@with_appcontext
def status(is_json: bool) -> None:
    """Say how each source is, why, what to do, and what reading came to; nothing is asked of a network.

    Example: awards listen status --json
    """
    sources = list_sources()
    if is_json:
        click.echo(json.dumps([as_json(source) for source in sources], indent=2, ensure_ascii=False))
        return
    click.echo("\n\n".join("\n".join(block_of(source)) for source in sources))


def block_of(source: SourceStatus) -> Iterator[str]:
    """Write one source as a few lines, the state first."""
    alarm = " (needs you)" if source.verdict.is_alarm else ""
    yield f"{source.name}: {source.verdict.words}{alarm}"
    lines = {"Why": source.verdict.reason, "What to do": source.verdict.to_do, **figures_of(source)}
    yield from (f"  {label:<14}{words}" for label, words in lines.items() if words)


def figures_of(source: SourceStatus) -> dict[str, str]:
    """Write the figures of a source that was read or tried; the others have none."""
    if not source.has_history:
        return {"Asked by": asked_words(source)}
    answer = source.answer
    return {
        "Last success": moment_words(answer.last_success_at) or "never",
        "Newest post": newest_words(source),
        "Next run": "with the next pass" if source.is_due else moment_words(source.next_run_at),
        "Failures": f"{answer.failures} in a row" if answer.failures else "",
        "Requests left": rate_words(source),
        "Today": tally_words(source.today),
        "This month": tally_words(source.month),
        "Spent": spend_words(source.allowance) if source.allowance else "",
        "Open gaps": str(source.open_gaps or ""),
        "Asked by": asked_words(source),
        "Last check": check_words(source),
    }


def tally_words(tally: Tally) -> str:
    """Write what reading came to."""
    pages, repeats = count(tally.pages, "page", "pages"), count(tally.known, "repeat", "repeats")
    return (
        f"{pages}: {tally.new:,} new, {repeats}, {tally.edited:,} edited, {tally.passed_over:,} passed over,"
        f" {tally.set_aside:,} set aside; {count(tally.failures, 'failure', 'failures')}"
    )


def spend_words(allowance: Allowance) -> str:
    """Write what was spent of the caps, with a warning when most of one is gone."""
    warning = budget.warning_sentence(allowance)
    return (
        f"{budget.dollars(allowance.day_spent)} of {budget.dollars(allowance.day_cap)} today,"
        f" {budget.dollars(allowance.month_spent)} of {budget.dollars(allowance.month_cap)} this month"
        + (f"; {warning}" if warning else "")
    )


def newest_words(source: SourceStatus) -> str:
    """Write when the newest post was written, and how far behind it reading was."""
    if source.answer.newest_posted_at is None:
        return ""
    lag = f", {duration(source.lag)} old when it was last read" if source.lag is not None else ""
    return f"{moment_words(source.answer.newest_posted_at)}{lag}"


def rate_words(source: SourceStatus) -> str:
    """Write how many requests the network still allows."""
    answer = source.answer
    if answer.rate_remaining is None:
        return ""
    until = f" until {moment_words(answer.rate_resets_at)}" if answer.rate_resets_at else ""
    limit = f" of {answer.rate_limit:,}" if answer.rate_limit is not None else ""
    return f"{answer.rate_remaining:,}{limit}{until}"


def asked_words(source: SourceStatus) -> str:
    """Write how many watches ask here, and whether a search is refused."""
    refused = f", {source.refused} refused" if source.refused else ""
    watches = count(len(source.watches), "watch", "watches")
    return f"{watches} with {count(source.searches, 'search', 'searches')}{refused}" if source.watches else ""


def check_words(source: SourceStatus) -> str:
    """Write when posts were last checked for deletions."""
    answer = source.answer
    checked = moment_words(answer.checked_at)
    failed = f"failed {moment_words(answer.check_failed_at)}: {answer.check_failure}" if answer.check_failed_at else ""
    return "; ".join(filter(None, (checked, failed)))


def moment_words(moment: datetime | None) -> str:
    """Write an instant shortly, or nothing."""
    return at(moment, clock.now()) if moment else ""


def as_json(source: SourceStatus) -> dict[str, object]:
    """Return what scripts read; keys are only ever added."""
    answer, allowance = source.answer, source.allowance
    newest = answer.newest_posted_at
    return {
        "network": source.network,
        "state": source.verdict.state,
        "reason": source.verdict.reason,
        "to_do": source.verdict.to_do,
        "alarm": source.verdict.is_alarm,
        "last_success_at": iso(answer.last_success_at),
        "newest_posted_at": iso(newest),
        "lag_seconds": int((clock.now() - newest).total_seconds()) if newest else None,
        "next_run_at": iso(source.next_run_at),
        "failures_in_a_row": answer.failures,
        "today": asdict(source.today),
        "month": asdict(source.month),
        "rate": {
            "limit": answer.rate_limit,
            "remaining": answer.rate_remaining,
            "resets_at": iso(answer.rate_resets_at),
        },
        "spend": spend_json(allowance) if allowance else None,
        "watches": len(source.watches),
        "searches": source.searches,
        "searches_refused": source.refused,
        "open_gaps": source.open_gaps,
        "checked_at": iso(answer.checked_at),
        "check_failed_at": iso(answer.check_failed_at),
    }


def spend_json(allowance: Allowance) -> dict[str, object]:
    """Return amounts in millionths of a dollar, and the warning if there is one."""
    return {
        "unit": "micro_dollars",
        "today": allowance.day_spent,
        "today_cap": allowance.day_cap,
        "month": allowance.month_spent,
        "month_cap": allowance.month_cap,
        "warning": budget.warning_sentence(allowance) or None,
    }


def iso(moment: datetime | None) -> str | None:
    """Write an instant for programs."""
    return moment.isoformat(timespec="seconds") if moment else None
