"""The least page of Streamlit: one word."""

import streamlit as st

st.text("Nothing")
