"""Is there somebody who can log in and decide, with the second factor that is asked of them?"""

from collections.abc import Iterator

from app.accounts import queries as accounts
from app.checkup.findings import Finding, broken, look, works


def check_people() -> Iterator[Finding]:
    """Say whether there are organisers, and who lacks a second factor."""
    organisers = accounts.list_organisers()
    if not organisers:
        yield broken(
            "People",
            "There is no organiser who can log in.",
            "Run `awards init --email you@example.org` and open the link it prints.",
        )
        return
    active = [user for user in accounts.list_users() if user.is_active]
    yield works("People", f"{len(active)} can log in, {len(organisers)} of them organise.")
    lacking = [user for user in active if accounts.lacks_factor(user)]
    if lacking:
        yield look(
            "Second factor",
            f"{len(lacking)} of those who must have one have none yet.",
            "They set it up when they next log in; remind them.",
        )
    else:
        yield works("Second factor", "Whoever must have one has one.")
