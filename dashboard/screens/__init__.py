"""One file a page; each reads like a table of contents. Not called `pages`: Streamlit would make its own menu of that."""
