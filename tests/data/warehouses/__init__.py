"""Events that live in an engine of somebody else."""
