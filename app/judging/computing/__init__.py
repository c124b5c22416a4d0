"""What lies under `compute`: plain functions from scorecards to figures, the same on any machine.

Sums are `math.fsum`, draws come from `random.Random(seed).random()` in one order, and nothing here knows a database.
"""
