"""`awards listen`: bring posts in, look after them, and say how reading goes."""

from app.listening.commands.reading import commands

__all__ = ["commands"]
