"""Letters to judges and, when it is announced, to nominators."""

from app import clock
from app.accounts import queries as accounts
from app.judging import queries
from app.judging.deciding import letters as deciding  # noqa: F401
from app.judging.interests import letters as interests  # noqa: F401
from app.judging.judges import letters as judges  # noqa: F401
from app.judging.rules import MINUTES_AN_ENTRY
from app.mail.letters import Words, letter
from app.programme import queries as programme
from app.web.links import public_link, settings
from app.web.pages import day


@letter("judge_assigned")
def judge_assigned(judge_id: str) -> Words | None:
    """Tell a judge what waits for them: one letter, however many entries."""
    judge = accounts.get_user(judge_id)
    if not judge.is_active:
        return None
    waiting = [work for work in queries.list_own_entries(judge) if work.waiting]
    if not waiting:
        return None
    work = max(waiting, key=lambda work: work.asked_at)
    count = len(work.waiting)
    return Words(
        to=judge.email,
        title="An entry is waiting for you" if count == 1 else f"{count} entries are waiting for you",
        template="judging/letters/assigned.txt",
        context={"judge": judge, "work": work, "link": public_link("judging.list_own")},
    )


@letter("judge_reminder")
def judge_reminder(subject: str) -> Words | None:
    """Remind a judge of what waits in a season, in numbers alone; not once it is done or closed."""
    slug, _, judge_id = subject.rpartition(".")
    judge, season = accounts.get_user(judge_id), programme.get_season(slug)
    work = next((work for work in queries.list_own_entries(judge) if work.season.id == season.id), None)
    if not judge.is_active or work is None or not work.waiting or clock.now() >= season.judging_closes_at:
        return None
    count, last_day = len(work.waiting), day(work.last_moment, season.zone)
    return Words(
        to=judge.email,
        title=f"{'One entry waits' if count == 1 else f'{count} entries wait'} for you until {last_day}",
        template="judging/letters/reminder.txt",
        context={
            "judge": judge,
            "season": season,
            "waiting": count,
            "minutes": count * MINUTES_AN_ENTRY,
            "last_moment": work.last_moment,
            "link": public_link("judging.list_own"),
        },
    )


@letter("outcome", is_news=True, keeps=("result",))
def outcome(reference: str) -> Words | None:
    """Tell a nominator what became of the category they nominated in; not once they have withdrawn."""
    news = queries.find_outcome(reference)
    if news is None:
        return None
    return Words(
        to=news.address,
        title=f"The result of {news.category.name}",
        template="judging/letters/outcome.txt",
        context={"news": news, "link": f"{settings().public_url}/winners/{news.season.slug}"},
        unsubscribe=news.unsubscribe_link,
    )
