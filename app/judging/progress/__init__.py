"""How far judging is: what organisers see of it, who is silent, and the letters that remind them.

Everything here comes from the states of assignments and the days they changed on, never from a mark.
"""
