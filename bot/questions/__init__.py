"""A question besides its answer: turns, talk, what is kept of it and what becomes of that."""
