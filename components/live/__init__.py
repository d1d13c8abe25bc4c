"""A briefing that others follow: rooms, who may drive them, and word of each slide to everybody who looks on."""
