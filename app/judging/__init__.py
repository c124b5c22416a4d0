"""Where entries are scored and honoured.

Judges score entries on a versioned rubric, organisers assign them, decide from a frozen result and announce.
While judging is open a mark is seen by its judge alone: `visibility` is the only file that reads scorecards.
Nominations and companies are read here, never changed; the public pages of winners belong to `home`.
"""
