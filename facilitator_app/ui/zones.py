"""The parts of a window that the focus goes to as a whole."""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtWidgets import QWidget

from facilitator_app.ui import tab_order


def holds_focus(zone: QWidget) -> bool:
    focused = zone.window().focusWidget()
    return focused is not None and (focused is zone or zone.isAncestorOf(focused))


def focus_inside(zone: QWidget) -> bool:
    """Give the focus to the zone, or to the first of its children that takes it; False when none does."""
    reason = QtCore.Qt.FocusReason.ShortcutFocusReason
    if zone.focusPolicy() != QtCore.Qt.FocusPolicy.NoFocus or zone.focusProxy():
        zone.setFocus(reason)
        return True
    child = tab_order.after(zone)
    while child is not zone and zone.isAncestorOf(child):
        if child.isVisible() and child.isEnabled() and child.focusPolicy() & QtCore.Qt.FocusPolicy.TabFocus:
            child.setFocus(reason)
            return True
        child = tab_order.after(child)
    return False


def is_above(widget: QWidget) -> bool:
    """Whether it is part of the header of a page, whose buttons act rather than show."""
    above: QWidget | None = widget
    while above is not None and above.objectName() != "header":
        above = above.parentWidget()
    return above is not None
