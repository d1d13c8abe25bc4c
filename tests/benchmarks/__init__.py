"""The benchmark: its data and its table."""
