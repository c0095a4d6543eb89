"""The account of what a lot owes: what is due, declared, counted and left, at any date, line by line."""
