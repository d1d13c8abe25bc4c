"""The events of a record as numpy columns, in memory or mapped from a file: filters, counts, lists."""
