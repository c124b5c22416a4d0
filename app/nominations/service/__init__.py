"""What nominators and curators can do with a nomination."""

from app.nominations.service.answering import answer
from app.nominations.service.confirming import confirm
from app.nominations.service.deciding import Placing, accept, open_address, reject, undo_decision
from app.nominations.service.editing import Stale, edit
from app.nominations.service.erasing import ERASED_TABLES, ErasedTable, erase
from app.nominations.service.leaving import set_off_site, withdraw
from app.nominations.service.listing import ask_for_list
from app.nominations.service.readdressing import confirm_address, stop_address
from app.nominations.service.sending import Writing, submit

__all__ = [
    "ERASED_TABLES",
    "ErasedTable",
    "Placing",
    "Stale",
    "Writing",
    "accept",
    "answer",
    "ask_for_list",
    "confirm",
    "confirm_address",
    "edit",
    "erase",
    "open_address",
    "reject",
    "set_off_site",
    "stop_address",
    "submit",
    "undo_decision",
    "withdraw",
]
