"""What people do in this room, one file a subject."""

from app.listening.service.mentions import claim, dismiss, release, restore, write_note
from app.listening.service.watches import install_watches, set_searches

__all__ = ["claim", "dismiss", "install_watches", "release", "restore", "set_searches", "write_note"]
