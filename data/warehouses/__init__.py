"""Events that live in an engine of somebody else's: asked where they are, read only, nothing copied."""
