"""One file a format: each reads a file into a frame of text, one row a row of the file, nothing changed or dropped."""
