"""The order in which Tab goes through a window."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def after(widget: QWidget) -> QWidget:
    """What follows in the ring of the window, the window itself included, whether Tab stops there or not.

    WORKAROUND: for Python, PySide6 6.12 makes what `nextInFocusChain` gives a child of the widget asked. When that
    one goes, all that follows it is then taken for gone, up to the main window and its menus. Being given the parent
    that it has, it belongs to that one again.
    """
    following = widget.nextInFocusChain() or widget  # a ring is never empty; the stubs do not know it
    following.setParent(following.parentWidget())
    return following
