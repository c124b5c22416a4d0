"""`awards listen recount`: count outreach anew from the rows themselves."""

import click
from flask.cli import with_appcontext

from app.listening.funnel.nominations import note_nominations
from app.listening.funnel.recounting import recount
from app.web.actions import act


@click.command("recount")
@with_appcontext
def count_anew() -> None:
    """Count anew, from posts, claims and replies, what outreach came to; safe to repeat.

    Needed after posts were brought in past the counters, such as by a repair. Counts of watches that were removed
    since go to posts without a watch.

    Example: awards listen recount
    """
    counted = act(recount)
    noted = note_nominations()
    click.echo(f"{counted} steps of posts counted, {noted} more from nominations.")
