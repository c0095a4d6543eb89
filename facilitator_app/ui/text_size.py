"""Following a text size chosen while the window is open: what was measured in pixels is measured again."""

from __future__ import annotations

from PySide6.QtCore import QEvent

_CHANGES = (QEvent.Type.FontChange, QEvent.Type.StyleChange)


def is_new_text_size(event: QEvent) -> bool:
    """To ask in a `changeEvent`; the style may also have changed otherwise, and measuring again then costs little."""
    return event.type() in _CHANGES
