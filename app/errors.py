"""Refusals: exceptions that carry a sentence a person can act on."""


class Refused(Exception):
    """Say no to what was asked; the person can change it and ask again.

    `field` names the form field the sentence belongs to, when there is one.
    """

    status = 422

    def __init__(self, sentence: str, *, field: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field


class Conflict(Refused):
    """Say no because somebody else was faster or a newer version exists."""

    status = 409


class TooMany(Refused):
    """Ask the person to wait `retry_after` seconds."""

    status = 429

    def __init__(self, sentence: str, *, retry_after: int) -> None:
        super().__init__(sentence)
        self.retry_after = retry_after


class Forbidden(Refused):
    """Say no because of who is asking."""

    status = 403


class Missing(Exception):
    """Answer as if it were not there: it is not, or not for this person."""

    status = 404


class Replaced(Missing):
    """Answer a private link that opens nothing now, the same whether it ever did."""

    heading = "This link no longer works"
    sentence = "A newer letter has replaced it. Open the link in the newest letter we sent you."


class Gone(Missing):
    """Answer that it was there and was taken away for good."""

    status = 410


class Removed(Missing):
    """Answer that somebody else removed it while this person was changing it."""

    status = 409
    heading = "This is no longer there"
    sentence = "Somebody else removed it while you were changing it. Go back to copy what you wrote, if you need it."


class Unavailable(Exception):
    """Report that the database or another part refuses work for the moment."""

    status = 503
    retry_after = 5


class Misconfigured(Exception):
    """Report settings with which the product must not start."""
