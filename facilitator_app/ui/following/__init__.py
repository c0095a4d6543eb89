"""What is noted of a person from day to day, typed and shown."""
