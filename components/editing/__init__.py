"""Editing on the page: the form beside an event, what it says of each key that is pressed, and the saving."""
