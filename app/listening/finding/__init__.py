"""Find out about a post: its language, the company it names, and who speaks.

Plain functions over texts and names; `clues` lists what could name a company, `meant` decides whether it does,
`voices` tells customers from companies, `languages` reads tags. Nothing here asks a database.
"""

from app.listening.finding.clues import Clues, Named, clues_in

__all__ = ["Clues", "Named", "clues_in"]
