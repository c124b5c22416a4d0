"""Solve the additive model score = entry − severity + chance by least squares, on the side of the judges.

With the entries put aside, the severities s answer S s = r: S = judges' counts − shared scorecards weighted by the
entries' counts (a Schur complement), r = what each judge gave less than the entries' means. S has one free direction,
all severities moving together; they are centred at zero. The solution is linear in the scores, so `inverse_of` of a
design, made once, solves it for any number of scores; without it conjugate gradients do, at one pass over the
scores a step. Every sum is exact, so the order of scores changes no bit.
"""

from collections.abc import Sequence
from itertools import product
from math import fsum, sqrt
from operator import add, mul, sub, truediv

from app.judging.computing.design import Design

Vector = list[float]
Matrix = list[Vector]

PRECISION = 1e-12
REFINEMENTS = 4


def solve(design: Design, values: Sequence[float], inverse: Matrix | None = None) -> tuple[Vector, Vector]:
    """Return the entries' figures, as an average judge would give them, and the judges' severities around zero."""
    means = design.entries.means(values)
    wanted = design.judges.sums(list(map(sub, design.entries.spread(means), values)))
    found = multiply(inverse, wanted) if inverse else _by_gradients(design, wanted)
    middle = fsum(found) / len(found)
    severities = [value - middle for value in found]
    return list(map(add, means, design.entries.means(design.judges.spread(severities)))), severities


def multiply(matrix: Matrix, vector: Vector) -> Vector:
    """Multiply a matrix with a vector."""
    return [dot(row, vector) for row in matrix]


def dot(left: Sequence[float], right: Sequence[float]) -> float:
    """Add up the products of two vectors."""
    return fsum(map(mul, left, right))


def _by_gradients(design: Design, wanted: Vector) -> Vector:
    """Answer S s = r by conjugate gradients, begun anew from what rounding left over."""
    enough = PRECISION * sqrt(dot(wanted, wanted))
    found, rest = [0.0] * len(wanted), wanted
    for _ in range(REFINEMENTS):
        found = list(map(add, found, _descend(design, rest, enough)))
        rest = list(map(sub, wanted, _apply(design, found)))
        if sqrt(dot(rest, rest)) <= enough:
            break
    return found


def _descend(design: Design, wanted: Vector, enough: float) -> Vector:
    counts = design.judges.counts
    found, rest = [0.0] * len(wanted), wanted
    eased = list(map(truediv, rest, counts))
    way, slope = eased, dot(rest, eased)
    for _ in range(2 * len(counts)):
        if slope <= 0 or sqrt(dot(rest, rest)) <= enough:
            break
        bent = _apply(design, way)
        step = slope / dot(way, bent)
        found = [value + step * change for value, change in zip(found, way, strict=True)]
        rest = [value - step * change for value, change in zip(rest, bent, strict=True)]
        eased = list(map(truediv, rest, counts))
        slope, steeper = dot(rest, eased), slope
        way = [value + slope / steeper * change for value, change in zip(eased, way, strict=True)]
    return found


def _apply(design: Design, severities: Vector) -> Vector:
    """Multiply S with severities, by two passes over the scores."""
    means = design.entries.means(design.judges.spread(severities))
    shared = design.judges.sums(design.entries.spread(means))
    return [count * own - other for count, own, other in zip(design.judges.counts, severities, shared, strict=True)]


def inverse_of(design: Design) -> Matrix:
    """Return the inverse of S for severities around zero: times the variance, it is their covariance."""
    size = len(design.judges.names)
    lift = max(design.judges.counts) / size
    lower = _factor([[value + lift for value in row] for row in _complement(design)])
    columns = [_substitute(lower, place) for place in range(size)]
    even = 1 / (lift * size * size)
    return [[dot(one, other) - even for other in columns] for one in columns]


def _complement(design: Design) -> Matrix:
    """Write S out."""
    size = len(design.judges.names)
    rows = [[0.0] * size for _ in range(size)]
    for place, count in enumerate(design.judges.counts):
        rows[place][place] = float(count)
    for panel in design.panels:
        part = 1 / len(panel)
        for one, other in product(panel, panel):
            rows[one][other] -= part
    return rows


def _factor(matrix: Matrix) -> Matrix:
    """Factor a positive definite matrix into lower × upper (Cholesky); only the lower rows are kept."""
    lower: Matrix = []
    for place, row in enumerate(matrix):
        made: Vector = []
        for column in range(place):
            above = lower[column]
            made.append((row[column] - dot(made, above[:column])) / above[column])
        made.append(sqrt(row[place] - dot(made, made)))
        lower.append(made)
    return lower


def _substitute(lower: Matrix, place: int) -> Vector:
    """Return a column of the inverse of a lower factor, zeros above included."""
    column = [0.0] * place + [1 / lower[place][place]]
    for row in lower[place + 1 :]:
        column.append(-dot(row, column) / row[-1])
    return column
