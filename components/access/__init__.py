"""Who asks, and what they may: one rule for the page, its socket and every route."""
