"""Texts of the house shown to the letter where Qt would take them for HTML."""

from __future__ import annotations


def tooltip(text: str) -> str:
    """What to give to a tooltip: Qt takes for HTML any text with a tag in it, and would load the images it names."""
    if "<" not in text:
        return text
    import html

    return f"<span>{html.escape(text)}</span>".replace("\n", "<br>")
