"""The letter that invites a judge and says what is expected of them."""

from app import clock
from app.accounts import queries as accounts
from app.accounts import service as people
from app.judging.judges import queries
from app.judging.judges.rules import Words as SaidOfThem
from app.judging.rules import MINUTES_AN_ENTRY
from app.mail.letters import Words, letter
from app.programme import queries as programme
from app.web.actions import act
from app.web.links import public_link


@letter("judge_invitation")
def judge_invitation(public_id: str) -> Words | None:
    """Invite a judge; the link is made now and only its hash is kept."""
    row = accounts.get_invitation(public_id)
    if row.accepted_at or row.revoked_at or row.expires_at <= clock.now():
        return None
    token = act(people.renew_token, row)
    invited, season = queries.find_invited(row), programme.find_current_season()
    entries = invited.entries if invited else None
    return Words(
        to=row.email,
        title=f"You are invited to judge {season.name}" if season else "You are invited to judge",
        template="judging/letters/invitation.txt",
        context={
            "invitation": row,
            "inviter": row.invited_by.name if row.invited_by else "",
            "words": invited.words if invited else SaidOfThem(),
            "season": season,
            "entries": entries,
            "minutes": MINUTES_AN_ENTRY,
            "work": hours_in_words((entries or 0) * MINUTES_AN_ENTRY),
            "link": public_link("accounts.accept_invitation", token=token),
        },
    )


def hours_in_words(minutes: int) -> str:
    """Say how long work takes, to the half hour once it is long."""
    if minutes < 60:
        return f"about {minutes} minutes"
    halves = -(-minutes // 30)
    whole = halves // 2
    if halves % 2:
        return f"about {whole} and a half hours"
    return "about an hour" if whole == 1 else f"about {whole} hours"
