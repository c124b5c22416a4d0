"""Look for nominations by a nominator's address, which is written down each time."""

from app.accounts.models import User
from app.audit import service as audit


def note_address_search(*, found: int, by: User) -> None:
    """Write down that somebody looked for an address, without the address."""
    audit.record("address searched", about="nominations", by=by, found=found)
