"""A report in one line, for a phone with little signal: what it says, or what has to be asked."""
