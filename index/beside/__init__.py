"""What an answer owes beside its sentences: other figures, the other election's law, a legend."""
