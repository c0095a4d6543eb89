"""The parts of the page «Référentiels»."""
