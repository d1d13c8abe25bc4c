"""A briefing as slides of PowerPoint: real shapes, texts, charts and tables that a person can change."""
