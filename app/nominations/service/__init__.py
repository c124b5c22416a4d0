"""What nominators and curators can do with a nomination."""

from app.nominations.service.confirming import confirm
from app.nominations.service.deciding import Placing, accept, open_address, reject, undo_decision
from app.nominations.service.leaving import withdraw
from app.nominations.service.sending import Writing, submit

__all__ = [
    "Placing",
    "Writing",
    "accept",
    "confirm",
    "open_address",
    "reject",
    "submit",
    "undo_decision",
    "withdraw",
]
