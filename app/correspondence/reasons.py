"""What stands behind a reason that a letter was not sent, and what can be done; how fast letters go."""

import re
from datetime import timedelta

from app.mail.rules import ADDRESS_PACES, DOMAIN_PACE, GIVE_UP_AFTER, Pace

CODE = re.compile(r"The mail server said ([245]\d\d)")
OF_CODE = {
    "421": "The mail server is closing or too busy. Everything is tried again by itself.",
    "450": "The mailbox is busy, or the server asks us to come back later. It is tried again by itself.",
    "451": "The server asks us to come back later. It is tried again by itself.",
    "452": "The mailbox is full. It is tried again by itself.",
    "530": "The mail server wants us to log in. Put the user and password into AWARDS_MAIL_URL.",
    "535": "The mail server does not accept our password. Mend AWARDS_MAIL_URL, then try again.",
    "550": "There is no such mailbox, or the server refuses our letters. Check the address with the person.",
    "552": "The mailbox is full. Try again in some days.",
    "553": "The server does not take this address. Check it with the person.",
    "554": "The server refuses the letter, often because it takes us for a sender of spam. Check SPF and DKIM.",
}
BEGINNINGS = (
    ("The mail server could not be used", "No mail server answered. Check AWARDS_MAIL_URL; “awards doctor” tries it."),
    ("The mail server offers no encryption", "The password is sent only over an encrypted connection. Use smtps://."),
    ("It could not be written", "A slip of ours: the server's log names it. Tell whoever runs the server."),
    ("The address is not one plain address", "What stands as address cannot be one. It has to be corrected first."),
    ("The address was changed", "It is written anew for the new address by itself."),
    ("no longer due", "What it was about was settled before its turn came, so it was not sent."),
    ("refused by its reader", "This address wants no news."),
    ("overtaken by a later decision", "Something newer took its place."),
    ("stopped by an organiser", "Somebody here stopped it; the log tells who."),
    ("erased", "What it was about was erased, and with it the address."),
)


def explain(reason: str | None) -> str:
    """Say what stands behind a reason, and what can be done; nothing where there is no more to say."""
    found = CODE.match(reason or "")
    if found:
        kind = "It is tried again by itself." if found[1][0] == "4" else "The server refuses this letter for good."
        return OF_CODE.get(found[1], kind)
    return next((words for begins, words in BEGINNINGS if (reason or "").startswith(begins)), "")


def paces_in_words() -> list[str]:
    """Say how fast letters go out, from the very numbers the sender keeps to."""
    once, often = ADDRESS_PACES
    return [
        "Letters leave one after another, as soon as they are due; the sender looks at least once a minute.",
        f"Of letters a stranger can cause, and of letters to many, one address gets {_pace(once)} and {_pace(often)}"
        f" of a kind; one domain {_pace(DOMAIN_PACE)}, unless it is a large provider. The rest waits; none is lost.",
        f"A letter the server puts off is tried again after a minute, then ever later, for {_days(GIVE_UP_AFTER)}."
        " After that it is stuck and waits for you.",
    ]


def _pace(pace: Pace) -> str:
    within, most = pace
    return f"{most} in {_length(within)}"


def _length(within: timedelta) -> str:
    minutes = int(within.total_seconds()) // 60
    if minutes % 60:
        return f"{minutes} minutes"
    return "an hour" if minutes == 60 else f"{minutes // 60} hours"


def _days(within: timedelta) -> str:
    return f"{within.days} days"
