"""What screen readers are told."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, text: str) -> None:
    """Have the screen reader say something that happened away from the focus."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # nothing is said before the window shows

    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))


def bare(label: str) -> str:
    """A label without its access key mark: `&Nom` gives `Nom`."""
    return label.replace("&&", "\0").replace("&", "").replace("\0", "&")
