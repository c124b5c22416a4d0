"""What people do in this room, one file a subject."""

from app.listening.service.mentions import claim, dismiss, release, restore
from app.listening.service.naming import name_company
from app.listening.service.noting import write_note
from app.listening.service.pasting import Pasted, paste
from app.listening.service.templates import install_templates
from app.listening.service.watches import (
    Wish,
    change_watch,
    create_watch,
    install_watches,
    pause_watch,
    remove_watch,
    resume_watch,
    set_searches,
)

__all__ = [
    "Pasted",
    "Wish",
    "change_watch",
    "claim",
    "create_watch",
    "dismiss",
    "install_templates",
    "install_watches",
    "name_company",
    "paste",
    "pause_watch",
    "release",
    "remove_watch",
    "restore",
    "resume_watch",
    "set_searches",
    "write_note",
]
