"""The parts of the page of personal data."""
