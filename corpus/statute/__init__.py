"""Statutes: a law as one long text, often read by a machine, becomes one document an article."""
