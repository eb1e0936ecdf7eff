"""Slides, pages and words of a view: editable, with numbered sources, and the same bytes for the same data."""
