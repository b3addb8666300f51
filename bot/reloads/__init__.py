"""How the corpus becomes the generation that is served, and how one goes back."""
