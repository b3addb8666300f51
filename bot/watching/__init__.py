"""Being told without asking: watches, digests, reminders, an officer's own list."""
