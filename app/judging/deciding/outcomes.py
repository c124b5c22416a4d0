"""What the figures of a result say, and when a decision needs a written reason; plain functions of the document."""

from collections.abc import Collection

from app.errors import Refused
from app.judging.results import Json
from app.judging.rules import Outcome

SHORTEST_REASON = 20


def said_by_figures(document: Json) -> tuple[str, list[str]]:
    """Return what the figures alone propose: a kind, and the entries it is about."""
    outcome = document["results"]["outcome"]
    return outcome["kind"], list(outcome["entries"])


def is_too_close(document: Json) -> bool:
    """Tell whether the figures cannot tell the best entries apart."""
    return said_by_figures(document)[0] == "too_close"


def tied_in(document: Json) -> list[str]:
    """List the entries over the award line that the figures cannot put in order; fewer than two are none."""
    kind, entries = said_by_figures(document)
    return entries if kind in {"too_close", "shared"} and len(entries) > 1 else []


def why_reason_is_due(document: Json, outcome: Outcome, honoured: Collection[str]) -> str:
    """Say why a decision needs a written reason; empty when the figures alone carry it."""
    kind, entries = said_by_figures(document)
    if kind == "too_close":
        return "The figures are too close to call, so the decision needs a reason in writing."
    if (outcome.value, set(honoured)) != (kind, set(entries)):
        return "The decision is not what the figures alone say, so it needs a reason in writing."
    return ""


def require_reason(document: Json, outcome: Outcome, honoured: Collection[str], reason: str) -> None:
    """Refuse a decision that the figures do not carry without a sentence that does."""
    why = why_reason_is_due(document, outcome, honoured)
    if why and len(reason.strip()) < SHORTEST_REASON:
        raise Refused(f"{why} It is published with the award.", field="reason")
