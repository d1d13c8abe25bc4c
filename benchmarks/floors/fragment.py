"""The least that Streamlit can do: a click, a fragment with one text."""

import streamlit as st


@st.fragment
def only() -> None:
    st.session_state["count"] = st.session_state.get("count", 0) + 1
    st.button("Again")
    st.text(st.session_state["count"])


only()
