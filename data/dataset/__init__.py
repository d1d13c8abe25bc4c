"""A file or a table opened: its tables, its compiled questions, and what it is as a whole."""
