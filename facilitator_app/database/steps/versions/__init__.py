"""One file for each step, in order: literal names and types, never changed once a house has taken it."""
