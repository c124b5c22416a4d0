"""Versions of the yardstick: a draft is copied, edited and published; then its words stand for good.

Organisers come here to write a version and to say which one a category uses, until its first judge is asked.
"""
