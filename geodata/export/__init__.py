"""The incidents of a filter as files that other programs read: one file a format, and the registry of formats."""
