"""Rank posts by how surely they praise a company's support: words and signs in, a score and its reasons out.

Plain functions over texts; `scoring` joins what `reading` finds with the `weights`. Nothing here knows of networks,
curators or rows.
"""

from app.listening.praise.scoring import Praise, explain, score_texts

__all__ = ["Praise", "explain", "score_texts"]
