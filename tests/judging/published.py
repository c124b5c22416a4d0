"""Published data sets that our statistics must agree with, and where their results stand."""


def _ratings(*rows):
    return [[None if sign == "." else int(sign) for sign in row.split()] for row in rows]


# Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), section C: 4 observers, 12 units.
FOUR_OBSERVERS = _ratings(
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)
# Wikipedia, "Krippendorff's alpha": 3 coders, 15 units.
THREE_CODERS = _ratings(
    ". . . . . 3 4 1 2 1 1 3 3 . 3",
    "1 . 2 1 3 3 4 3 . . . . . . .",
    ". . 2 1 3 4 4 . 2 1 1 3 3 . 4",
)

# Davies and Goldsmith (1972), known from lme4: diameters on 24 plates by 6 samples of penicillin.
PENICILLIN = [
    [int(diameter) for diameter in plate.split()]
    for plate in """
    27 23 26 23 23 21
    27 23 26 23 23 21
    25 21 25 24 24 20
    26 23 25 23 23 20
    25 22 26 22 23 20
    24 22 25 23 22 19
    24 20 23 21 22 19
    26 22 26 24 24 21
    24 21 24 22 22 20
    24 21 24 23 22 19
    26 23 26 24 24 21
    25 22 26 24 24 20
    26 24 26 24 25 22
    26 23 26 23 23 20
    26 23 25 24 24 22
    25 22 25 23 23 20
    25 21 24 23 23 20
    25 22 24 23 23 19
    24 21 23 21 21 19
    26 23 26 24 24 21
    25 21 24 22 22 18
    25 22 25 22 22 20
    24 21 24 22 24 19
    24 21 24 22 21 18
    """.strip().splitlines()
]

# Agresti (2002), table 10.10: American League East in 1987, who won how often against whom.
TEAMS = ("Milwaukee", "Detroit", "Toronto", "New York", "Boston", "Cleveland", "Baltimore")
_WON = """
    0  7  9  7  7  9 11
    6  0  7  5 11  9  9
    4  6  0  7  7  8 12
    6  8  6  0  6  7 10
    6  2  6  7  0  7 12
    4  4  5  6  6  0  6
    2  4  1  3  1  7  0
"""
BASEBALL = {
    (winner, loser): int(times)
    for winner, row in zip(TEAMS, _WON.strip().splitlines(), strict=True)
    for loser, times in zip(TEAMS, row.split(), strict=True)
    if winner != loser
}
