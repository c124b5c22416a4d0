"""What nominators and curators can do with a nomination."""

from app.nominations.service.answering import answer
from app.nominations.service.asking import ask
from app.nominations.service.bulk import Choice, decide
from app.nominations.service.confirming import confirm
from app.nominations.service.deciding import accept, open_address, reject
from app.nominations.service.editing import Stale, edit
from app.nominations.service.entering import enter
from app.nominations.service.erasing import ERASED_TABLES, ErasedTable, erase
from app.nominations.service.holding import hold
from app.nominations.service.leaving import set_off_site, withdraw
from app.nominations.service.listing import ask_for_list
from app.nominations.service.masking import lift_mask, mask_passage
from app.nominations.service.moving import move
from app.nominations.service.naming import change_person, record_consent, withdraw_consent
from app.nominations.service.placing import Placing
from app.nominations.service.readdressing import confirm_address, stop_address
from app.nominations.service.searching import note_address_search
from app.nominations.service.sending import Writing, submit
from app.nominations.service.taking import Read, stamp_of
from app.nominations.service.undoing import undo_decision

__all__ = [
    "ERASED_TABLES",
    "Choice",
    "ErasedTable",
    "Placing",
    "Read",
    "Stale",
    "Writing",
    "accept",
    "answer",
    "ask",
    "ask_for_list",
    "change_person",
    "confirm",
    "confirm_address",
    "decide",
    "edit",
    "enter",
    "erase",
    "hold",
    "lift_mask",
    "mask_passage",
    "move",
    "note_address_search",
    "open_address",
    "record_consent",
    "reject",
    "set_off_site",
    "stamp_of",
    "stop_address",
    "submit",
    "undo_decision",
    "withdraw",
    "withdraw_consent",
]
