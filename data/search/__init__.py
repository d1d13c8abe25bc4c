"""The index of words of a large data set, and what views find by it."""
