"""How far a judge is from what was agreed, in levels and in words."""

from enum import StrEnum


class Demand(StrEnum):
    """Whether judges are asked to calibrate before they begin."""

    OFF = "off"
    OFFERED = "offered"
    REQUIRED = "required"
