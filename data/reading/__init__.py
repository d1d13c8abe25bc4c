"""Which of the two readers reads a file, and in which process."""
