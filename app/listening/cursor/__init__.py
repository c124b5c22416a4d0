"""Say where reading stands: a position, and the manners in which networks let one read on from it.

Pure moves, without rows, networks or clocks. X and Bluesky are read from the newest post down (`descending`), Mastodon
from the cursor up (`ascending`), feeds as a whole (`whole`).
"""
