"""The account of what a lot owes."""
