"""The usual ways to put points on a map in Streamlit, each an app of its own on the same incidents."""
