"""How a letter would arrive: its subject, its text, and the same words as mail programs show them."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.mail.wording import fill
from app.mail.writing import Line, paragraphs_of, plain_title


@dataclass(frozen=True)
class Preview:
    """A letter filled with examples."""

    title: str
    body: str

    @property
    def paragraphs(self) -> list[list[Line]]:
        """Return the words as the HTML part of the letter has them."""
        return paragraphs_of(self.body)


def preview_of(title: str, body: str, values: Mapping[str, str]) -> Preview:
    """Fill a letter with examples."""
    return Preview(plain_title(fill(title, values)), fill(body, values))
