"""Who sees which board and what stands on it; what is published about the same."""
