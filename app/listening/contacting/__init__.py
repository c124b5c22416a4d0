"""Whom we may write to: one contact an author, day by day no more than is seemly, and never somebody who said no."""
