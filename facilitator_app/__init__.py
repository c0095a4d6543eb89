"""Arrimage: match people far from employment to contract holders, and count the hours each lot owes."""

__version__ = "0.2.0"
