"""Texts of the house shown to the letter where Qt would take them for HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint, QRect
    from PySide6.QtWidgets import QWidget


def tooltip(text: str) -> str:
    """What to give to a tooltip: Qt takes for HTML any text with a tag in it, and would load the images it names."""
    if "<" not in text:
        return text
    import html

    return f"<span>{html.escape(text)}</span>".replace("\n", "<br>")


def show_tip(place: QPoint, text: str, over: QWidget, part: QRect | None = None) -> None:
    """Show a tooltip now; no text takes away the one there is. It goes when the mouse leaves `part` of the widget."""
    from PySide6.QtWidgets import QToolTip

    if part is None:
        QToolTip.showText(place, tooltip(text), over)
    else:
        QToolTip.showText(place, tooltip(text), over, part)
