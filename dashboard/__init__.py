"""The Streamlit app: pages over the numbers and frames of `geodata`."""
