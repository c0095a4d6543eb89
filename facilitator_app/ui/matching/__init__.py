"""The parts of the page that matches people with needs."""
