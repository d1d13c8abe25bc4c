"""What is claimed of figures: bounds, series, cards, changes, and the story of a briefing."""
