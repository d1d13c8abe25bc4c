"""Dateline for other programs: `from dateline import timeline`. On the command line: `dateline my.csv`."""
