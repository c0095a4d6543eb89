"""The parts of the page of returns: the board, chasing, exchanges, closing, penalties."""
