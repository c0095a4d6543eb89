"""What was done: the history of the house and that of each sheet."""
