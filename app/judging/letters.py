"""Letters to judges and, when it is announced, to nominators."""

from app.accounts import queries as accounts
from app.judging import queries
from app.mail.letters import Words, letter
from app.web.links import public_link, settings


@letter("judge_assigned")
def judge_assigned(judge_id: str) -> Words | None:
    """Tell a judge what waits for them: one letter, however many entries."""
    judge = accounts.get_user(judge_id)
    if not judge.is_active:
        return None
    work = next((work for work in queries.list_own_entries(judge) if work.waiting), None)
    if work is None:
        return None
    count = len(work.waiting)
    return Words(
        to=judge.email,
        title="An entry is waiting for you" if count == 1 else f"{count} entries are waiting for you",
        template="judging/letters/assigned.txt",
        context={"judge": judge, "work": work, "link": public_link("judging.list_own")},
    )


@letter("outcome", is_news=True)
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
