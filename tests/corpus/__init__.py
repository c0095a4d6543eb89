"""Hostile and odd values and files, made by code: what people, their colleagues and their enemies may give us."""
