"""A view as one HTML file that asks nobody for anything: its record as JSON, and the few files that show it."""
