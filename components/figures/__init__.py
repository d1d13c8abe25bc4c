"""Small tables in, Plotly figures out. No Streamlit, no Ibis."""

from components.figures.traces import Plain

__all__ = ["Plain"]
