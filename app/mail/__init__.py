"""The outbox: letters queued in the same transaction as their cause, and sent by the worker.

Rooms above say what their letters hold (`letter`); nothing here knows any room, and no text or link is stored.
"""
