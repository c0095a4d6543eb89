"""Files in and out: plain records, no database and no Qt."""
