"""What follows publication: badges and their proof, and a company's own page with what the judges tell it.

Companies come here by the link in a letter that an organiser sent, the public by a badge. Nothing is decided here, and
nothing personal of a nominator or a judge is shown.
"""
