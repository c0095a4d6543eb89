"""Returns of the holders: what is expected and what came, chasing, exchanges, closing, penalties."""
