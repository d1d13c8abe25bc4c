"""The index of words of a large record, and what views find by it."""
