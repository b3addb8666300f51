"""Questions that lean on the one before them, and what they ask in full: rules over words alone."""
