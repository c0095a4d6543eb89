"""The parts of the page of people: the list, the sheet of a person and its tables."""
