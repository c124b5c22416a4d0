"""The awards' calendar: seasons, their categories, what is open when, and who runs the site.

Organisers come here. What happens within a season (nominating, judging) belongs to the rooms above.
"""
