"""Values of every kind in words; `components.format` is the way in."""
