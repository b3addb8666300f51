"""One file a format: what a file of that format says, as fields and text, line by line."""
