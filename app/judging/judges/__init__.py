"""Who the judges are: how they are invited, what they say about themselves, and the code they accept.

Judges decide whether the public sees them; what they judge is never told here.
"""
