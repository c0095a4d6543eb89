"""The screens of eligibility: what is decided by hand, what was known then, and the criteria of the house."""
