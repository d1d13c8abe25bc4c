"""What the server answers beside Streamlit: routes, feeds, and what is made ready at its start."""
