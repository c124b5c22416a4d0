"""Nominations from the public: the form, confirming, the private page, moderation, stories and entries.

Nominators come here by link and curators by log-in. Scores belong to judging; found posts belong to listening,
of which a nomination knows only an opaque code.
"""
