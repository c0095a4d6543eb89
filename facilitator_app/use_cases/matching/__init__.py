"""Matching in the house: open needs, people ranked for one, proposals, the best overall allocation, balance."""
