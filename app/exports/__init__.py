"""Take data out: tables for spreadsheets and for programs, row by row however many there are.

Organisers come here. Nothing is read that a page would not show them; names, addresses and stories only when asked for.
"""
