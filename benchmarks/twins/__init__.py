"""Twins of annotated dispatches: the same sentences about other places, parties, persons, figures and days.

`making.twin` takes an annotated dispatch and returns one with its annotation carried along. Words that a reading
remembers instead of understanding fail on the twin.
"""

from benchmarks.twins.making import Twin, twin

__all__ = ["Twin", "twin"]
