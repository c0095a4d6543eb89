"""One form for each record a facilitator types."""
