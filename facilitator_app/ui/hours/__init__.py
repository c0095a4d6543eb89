"""The parts of the page where hours are typed: grid, totals, choice of the lot and the month, what to look at."""
