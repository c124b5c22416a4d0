"""The organisers' desk: what is next, the log of changes, the outbox.

Reads the queries of every room below and changes nothing of theirs, except asking the outbox for another try.
"""
