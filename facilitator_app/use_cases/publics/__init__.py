"""Who is in the pool and who is placed, by public and by every other dimension, as counts and hours."""
