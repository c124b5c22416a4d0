"""What every room's pages share: one action in one transaction, forms, links, headers, limits, error pages.

Nothing here knows a subject of the awards; a rule about nominations or judging belongs to its room.
"""
