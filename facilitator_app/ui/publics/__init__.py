"""The parts of the page of publics."""
