"""From bytes to records: encodings, delimiters, and several files as one set."""
