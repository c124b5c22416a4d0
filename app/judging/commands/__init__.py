"""`awards judging` and `awards results`: hand entries to judges, compute what they gave, check what was published."""

from app.judging.commands.assigning import commands as judging
from app.judging.commands.results import commands as results

__all__ = ["judging", "results"]
