"""The map: a base map that is sent once, and one layer of numbers that a filter changes."""
