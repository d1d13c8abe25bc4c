"""What is said to the person at the terminal."""

import sys


def say(text: str) -> None:
    """A sentence for the person at the terminal, who may have sent the output elsewhere."""
    sys.stderr.buffer.write(f"{text}\n".encode("utf-8", "backslashreplace"))
    sys.stderr.flush()
