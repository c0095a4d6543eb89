"""Everything that can be read, or heard, of a window: what is shown, and what is only ready to be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabWidget,
    QWidget,
)

Role = Qt.ItemDataRole
_ROLES = (
    Role.DisplayRole, Role.ToolTipRole, Role.StatusTipRole, Role.AccessibleTextRole, Role.AccessibleDescriptionRole,
    Role.UserRole + 2,
)  # fmt: skip
_MOST_ROWS = 60  # a screen of a list; the others are said in the same way


def everything() -> Iterator[str]:
    """Of every window of the program."""
    for window in QApplication.topLevelWidgets():
        yield from texts(window)


def texts(root: QWidget, typed: bool = True) -> Iterator[str]:
    """All that a widget and those inside it hold, shown or not; without the fields when what is typed is spared."""
    for widget in (root, *root.findChildren(QWidget)):
        yield from (widget.windowTitle(), widget.toolTip(), widget.statusTip())
        yield from (widget.accessibleName(), widget.accessibleDescription(), widget.whatsThis())
        if isinstance(widget, (QLabel, QAbstractButton)):
            yield widget.text()
        if isinstance(widget, QGroupBox):
            yield widget.title()
        if isinstance(widget, QLineEdit) and typed:
            yield widget.text()
        if isinstance(widget, QLineEdit):
            yield widget.placeholderText()
            if (completer := widget.completer()) is not None:
                yield from cells(completer.model())
        if isinstance(widget, QPlainTextEdit) and typed:
            yield widget.toPlainText()
        if isinstance(widget, QComboBox):
            yield from (widget.itemText(place) for place in range(widget.count()))
        if isinstance(widget, QTabWidget):
            for place in range(widget.count()):
                yield from (widget.tabText(place), widget.tabToolTip(place))
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            yield from cells(widget.model())
    yield from of_actions(root)


def of_actions(root: QWidget) -> Iterator[str]:
    """What the menus and shortcuts of a widget, and of those inside it, are called."""
    for action in root.findChildren(QAction):
        yield from (action.text(), action.toolTip(), action.statusTip())


def cells(model: QAbstractItemModel, parent: QModelIndex | None = None) -> Iterator[str]:
    above = parent or QModelIndex()
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(above)
    for section in range(columns):
        for role in _ROLES:
            yield from _said(model.headerData(section, Qt.Orientation.Horizontal, role))
    for row in range(min(model.rowCount(above), _MOST_ROWS)):
        yield from _said(model.headerData(row, Qt.Orientation.Vertical, Role.DisplayRole))
        for column in range(columns):
            index = model.index(row, column, above)
            for role in _ROLES:
                yield from _said(index.data(role))
            yield from cells(model, index) if column == 0 else ()


def _said(value: object) -> Iterable[str]:
    return (value,) if isinstance(value, str) else ()
