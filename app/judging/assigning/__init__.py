"""Who judges what: panels by category, a plan that is fair, and a replacement for whoever steps back.

`ground`, `flow`, `overlap`, `planning`, `checking` and `impossible` are plain functions of what stands; `reading` looks
it up, `applying` asks the judges exactly as planned, `replacing` finds one more judge for one entry.
Ties and recusals are `interests`'; a page or a command asks here and never tells one judge of another.
"""
