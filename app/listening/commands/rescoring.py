"""`awards listen rescore`: look anew at open posts after weights or the register changed."""

import json
from collections import deque

import click

from app.listening.passes.rescoring import Rescored, rescore_open


@click.command("rescore")
@click.option("--json", "as_json", is_flag=True, help="Print the counts as JSON.")
def rescore(as_json: bool) -> None:
    """Score open posts again, and find their company and speaker in the register as it is now.

    What curators set by hand stays. The worker does the same every night.

    Example: awards listen rescore
    """
    done = next(iter(deque(rescore_open(), maxlen=1)), Rescored())
    if as_json:
        click.echo(json.dumps({"looked_at": done.looked_at, "changed": done.changed}))
        return
    click.echo(f"{done.looked_at} open posts looked at, {done.changed} changed.")
