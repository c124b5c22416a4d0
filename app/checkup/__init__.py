"""`awards doctor`: what works, what does not and what to do about it, a line for each part of a running site.

Whoever runs the site comes here. Every check reads and mends nothing; it sends no letter and posts nothing.
"""
