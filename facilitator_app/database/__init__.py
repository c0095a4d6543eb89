"""The file on disk: opening it, locking it, its journal, bringing its schema up to date."""
