"""The bulk reader: a large file without a doubt in it, read and judged by set operations inside the engine.

What it finds is what `data.validation.validate` finds, cell for cell; a contract test holds the two together. What
could be read in two ways is left to that careful reader.
"""
