"""Backups: one file that holds the whole database, and the way back from it.

One format for both databases: a zip with a manifest and the database as its own tools copy it. The keys are never in
it. What the files of `var/` hold beside the database (queue, counters, noted heads) is made anew and not kept.
"""
