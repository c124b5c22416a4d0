"""The append-only, hash-chained log of everything that changed.

Every room records here; nothing here knows any room. Lines hold who, what and which, never a text, address or mark.
"""
