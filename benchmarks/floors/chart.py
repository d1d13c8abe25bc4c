"""The least page with a chart: twenty points."""

import plotly.graph_objects as go
import streamlit as st

st.plotly_chart(go.Figure(go.Scatter(x=list(range(20)), y=[number**2 for number in range(20)], mode="markers")))
