"""The command line that needs no page: check, convert, cache."""
