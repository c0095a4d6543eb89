"""Leaving nothing of a house on this PC's screen."""

from __future__ import annotations

import gc

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from facilitator_app.ui.forms.form_dialog import FormDialog


def close_dialogs(window: QWidget) -> bool:
    """Give up every dialog, list and menu above the window; False while one is still waiting to return."""
    while (popup := QApplication.activePopupWidget()) is not None and popup.close():
        pass
    for widget in QApplication.topLevelWidgets():
        if widget is not window and widget.isVisible():
            if isinstance(widget, FormDialog):
                widget.give_up()
            elif isinstance(widget, QDialog):
                widget.reject()
            else:
                widget.close()
                if widget.windowType() == Qt.WindowType.Window:  # lists and menus belong to what they drop from
                    widget.deleteLater()
    return QApplication.activeModalWidget() is None


def forget(window: QWidget) -> None:
    """Dialogs kept hidden, what the clipboard holds of ours, and what only Python still holds."""
    for dialog in window.findChildren(QDialog):
        dialog.deleteLater()
    clipboard = QGuiApplication.clipboard()
    if clipboard.ownsClipboard():
        clipboard.clear()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.unfreeze()  # what was loaded at the start was set apart from collections: pages among it
    gc.collect()
