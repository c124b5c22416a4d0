"""Calibration: example entries with agreed marks, on which judges try the yardstick before they begin.

What a judge answered is theirs alone: `answers` is the only file that reads it, and for nobody but them.
"""
