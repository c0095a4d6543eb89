"""The account of hours of a lot: read at any date, changed line by line."""
