"""The pages, one file each, found by themselves. `main.py` is the script that Streamlit runs."""
