"""Documents into the corpus and out of it: from what somebody sends to a file in the folder."""
