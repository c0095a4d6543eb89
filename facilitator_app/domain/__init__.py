"""What the trade knows: people, contracts, placements, hours. No Qt, no file, no query."""
