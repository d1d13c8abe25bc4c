"""The events of a data set as numpy columns, in memory or mapped from a file: filters, counts, lists."""
