"""Dateline for other programs: `from dateline import timeline`. On the command line: `dateline my.csv`."""

from dateline._timeline import CannotShow, Timeline, timeline

__all__ = ["CannotShow", "Timeline", "timeline"]
