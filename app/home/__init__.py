"""The public's way in: front page, how we judge, companies, winners, and whether the site is well.

Reads what the rooms below know; changes nothing of theirs.
"""
