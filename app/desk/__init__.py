"""The organisers' desk: what is next and what needs somebody, the log, the outbox, opening a season, moving its days.

Reads the queries of every room below; what it changes it changes by their services, and keeps nothing but drafts.
"""
