"""`awards judging assign`: plan who judges what in a season, and ask the judges."""

import json
from collections.abc import Iterator
from typing import Any

import click
from flask.cli import AppGroup

from app.accounts import queries as accounts
from app.accounts.commands import OPERATOR
from app.errors import Refused
from app.judging.assigning.proposals import CategoryPlan, SeasonPlan
from app.judging.assigning.reading import Wishes
from app.judging.assigning.seasons import carry_out, plan_season
from app.judging.commands.naming import find_category, find_season
from app.web.actions import act

commands = AppGroup("judging", help="Hand entries to judges.")


@commands.command("assign")
@click.argument("season")
@click.option("--dry-run", is_flag=True, help="Show the plan and change nothing.")
@click.option("--category", "slug", help="Plan this category alone.")
@click.option("--reassign", is_flag=True, help="Also move entries that nobody has acknowledged yet.")
@click.option("--silent", "silent", multiple=True, metavar="EMAIL", help="Give this judge's unbegun entries to others.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object for a script.")
def assign(
    season: str, dry_run: bool, slug: str | None, reassign: bool, silent: tuple[str, ...], as_json: bool
) -> None:
    """Give every entry its judges: evenly, never across a tie, and so that all can be compared. Safe to repeat.

    Work that has begun stays. A category that cannot be planned is left as it is: the reasons are printed, and it ends
    with 1 once the others are asked. Example: awards judging assign 2026 --dry-run
    """
    row = find_season(season)
    only = find_category(row, slug) if slug else None
    wishes = Wishes(may_move=reassign, silent=frozenset(_public_id(email) for email in silent))
    made = plan_season(row, wishes, only=only)
    told = _as_object(made) if as_json else "\n".join(_lines(made))
    outcome = _outcome(made, dry_run)
    if made.is_possible and not dry_run:
        act(carry_out, made, by=OPERATOR)
    click.echo(told if as_json else f"{told}\n\n{outcome}".rstrip())
    if made.faults:
        left = f"Left as it is: {', '.join(made.left)}." if made.is_possible else "Nobody was asked."
        click.echo("\n".join([*made.faults, left]), err=True)
        raise SystemExit(1)


def _public_id(email: str) -> str:
    judge = accounts.find_user_by_email(email)
    if judge is None:
        raise Refused(f"There is nobody with the address {email}.")
    return judge.public_id


def _outcome(made: SeasonPlan, dry_run: bool) -> str:
    if not dry_run or not made.is_possible:
        return made.told
    return f"{made.told.replace('made', 'would be made', 1)} This was a dry run: nothing was changed."


def _lines(made: SeasonPlan) -> Iterator[str]:
    yield f"{made.season.name}: who judges what"
    yield ""
    wide = max((len(each.category.name) for each in made.categories), default=8)
    yield f"{'Category':<{wide}}  Entries  Short of judges  Judges  Entries a judge  New  Taken back  Shared"
    for each in made.categories:
        yield f"{each.category.name:<{wide}}  {_row(each)}"
    yield ""
    names = [(load, load.judge.name or load.judge.email) for load in made.loads()]
    wide = max((len(name) for _, name in names), default=5)
    yield f"{'Judge':<{wide}}  Entries now  Then  Minutes"
    for load, name in names:
        yield f"{name:<{wide}}  {load.before:>11}  {load.after:>4}  {load.minutes:>7}"


def _row(each: CategoryPlan) -> str:
    if not each.entries:
        return "no entries yet"
    if each.plan.faults:
        return f"{each.entries:>7}  {each.short:>15}  cannot be planned, see below"
    new, back = len(each.plan.added), len(each.plan.dropped)
    return (
        f"{each.entries:>7}  {each.short:>15}  {each.judges:>6}  {each.span:>15}  {new:>3}  {back:>10}"
        f"  {each.plan.overlap:>4} %"
    )


def _as_object(made: SeasonPlan) -> str:
    told: dict[str, Any] = {
        "season": made.season.slug,
        "is_possible": not made.faults,
        "added": made.added,
        "dropped": made.dropped,
        "letters": made.letters,
        "digest": made.digest,
        "categories": [_category_object(each) for each in made.categories],
        "judges": [
            {
                "judge": load.judge.public_id,
                "name": load.judge.name,
                "before": load.before,
                "after": load.after,
                "minutes": load.minutes,
            }
            for load in made.loads()
        ],
    }
    return json.dumps(told, ensure_ascii=False)


def _category_object(each: CategoryPlan) -> dict[str, Any]:
    return {
        "category": each.category.slug,
        "entries": each.entries,
        "short": each.short,
        "is_connected": each.plan.is_connected,
        "overlap_percent": each.plan.overlap,
        "faults": list(each.plan.faults),
        "add": [{"judge": judge, "entry": entry} for judge, entry in each.plan.added],
        "drop": [{"judge": judge, "entry": entry} for judge, entry in each.plan.dropped],
    }
