"""Small tables in, Plotly figures out. No Streamlit, no Ibis."""

from components.figures._registry import FIGURES, Plain, discover

discover()

__all__ = ["FIGURES", "Plain"]
