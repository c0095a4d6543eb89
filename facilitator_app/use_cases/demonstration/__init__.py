"""A demonstration house: plausible, deterministic, and entirely invented but for the names of towns."""
