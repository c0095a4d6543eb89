"""The parts of the page of hours in danger: the list, the agenda of the next meeting."""
