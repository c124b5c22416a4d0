"""`awards listen learn`: learn anew from curators' verdicts, and put the queue in order."""

import json

import click

from app.extensions import queue
from app.listening.teaching.drawing import draw_open
from app.listening.teaching.ordering import order_open
from app.listening.teaching.relearning import Learnt, relearn

HOUR = 3_600.0


@click.command("learn")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object for a script.")
def learn(as_json: bool) -> None:
    """Learn from the verdicts there are, and put open posts in order; the worker does the same every night.

    Posts from X teach only with AWARDS_LEARN_FROM_X=1. A version that a curator holds stays in use.

    Example: awards listen learn --json
    """
    learnt = relearn(by="command line")
    ordered = order_open(seconds=HOUR)
    drawn = 0 if queue.is_stopping else draw_open()
    click.echo(json.dumps(facts_of(learnt, ordered, drawn)) if as_json else words_of(learnt, ordered, drawn))


def facts_of(learnt: Learnt, ordered: int, drawn: int) -> dict[str, object]:
    """Give what was done to a script."""
    agreement = learnt.agreement
    return {
        "version": learnt.version,
        "used": learnt.is_used,
        "verdicts": learnt.verdicts,
        "praise": learnt.praise,
        "compared": agreement.compared if agreement else 0,
        "agreement_rule": round(agreement.rule, 4) if agreement else None,
        "agreement_learnt": round(agreement.learnt, 4) if agreement else None,
        "ordered": ordered,
        "drawn": drawn,
    }


def words_of(learnt: Learnt, ordered: int, drawn: int) -> str:
    """Say what was done."""
    lines = [learnt.sentence]
    if learnt.agreement:
        rule, own = round(100 * learnt.agreement.rule), round(100 * learnt.agreement.learnt)
        lines.append(f"Of 100 pairs of verdicts held back, the rule has {rule} in order, what was learnt {own}.")
    lines.append(f"{ordered} open posts put in order, {drawn} drawn from below the line.")
    return "\n".join(lines)
