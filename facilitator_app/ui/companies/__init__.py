"""The parts of the page of companies."""
