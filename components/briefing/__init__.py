"""The briefing page: one small document of our own beside Streamlit, with the deck in it and nothing to fetch later."""
