"""What the user sees of the encrypted house: creating it, opening it, locking it, changing its keys."""
