"""The others, measured in the same browser on the same events: `python -m benchmarks.peers NAME FILE HOW_OFTEN`."""
