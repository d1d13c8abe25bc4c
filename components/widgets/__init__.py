"""Parts of the page that Streamlit does not have: each draws text as text, whatever a file holds."""
