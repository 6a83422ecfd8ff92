"""What everything is measured against: a Streamlit app of one ruler and one line of text."""

import streamlit as st

number = st.segmented_control("Importance", range(11))
st.text(f"You chose {number}")
