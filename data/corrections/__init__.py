"""A record corrected: each change judged, written into a journal, then into the file, of which all else stays."""
