"""Tell near-copies of one post: what two texts share in runs of three words.

Plain functions over texts; which cards fold under which is written down in `passes.folding`.
"""

from app.listening.folding.shingles import Print, is_copy, print_of

__all__ = ["Print", "is_copy", "print_of"]
