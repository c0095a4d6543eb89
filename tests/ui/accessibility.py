"""Accessibility checks that any page can be put through; each returns what is wrong, nothing when all is well."""

from __future__ import annotations

import operator
from collections import Counter
from collections.abc import Iterable, Iterator

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible, QImage, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTableView,
    QWidget,
)
from shiboken6 import isValid

from facilitator_app.ui.charts.chart import Chart
from facilitator_app.ui.rows import TONE
from facilitator_app.ui.tokens import tokens

INTERACTIVE = (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QAbstractItemView)
LEAST_TARGET = 24


def interactive(root: QWidget) -> Iterator[QWidget]:
    """What the keyboard can reach in a page, without Qt's inner parts."""
    for widget in root.findChildren(QWidget):
        if not isValid(widget):  # looking at the one before let events through, and the page renewed its rows
            continue
        inner = widget.objectName().startswith("qt_") or isinstance(widget.parentWidget(), (QComboBox, QLineEdit))
        inner = inner or isinstance(widget, QHeaderView) or isinstance(widget.parentWidget(), QAbstractItemView)
        reachable = widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isVisibleTo(root)
        if isinstance(widget, INTERACTIVE) and reachable and not inner and widget.window() is root.window():
            yield widget


def without_name(root: QWidget) -> list[str]:
    """A1: everything reachable has a name for screen readers (WCAG 4.1.2)."""
    return [_called(widget) for widget in interactive(root) if not accessible_name(widget)]


def without_label(root: QWidget) -> list[str]:
    """A2: every field is the buddy of a label, or is named itself (WCAG 1.3.1, 3.3.2)."""
    buddies = {label.buddy() for label in root.findChildren(QLabel)}
    fields = (widget for widget in interactive(root) if isinstance(widget, (QComboBox, QLineEdit, QPlainTextEdit)))
    return [_called(field) for field in fields if field not in buddies and not field.accessibleName()]


def access_key_clashes(root: QWidget, menus: Iterable[str] = ()) -> list[str]:
    """A3: an access key leads to one thing in the page, and to no menu."""
    buttons = [widget.text() for widget in interactive(root) if isinstance(widget, QAbstractButton)]
    visible = (label for label in root.findChildren(QLabel) if label.buddy() and label.isVisibleTo(root))
    labels = [label.text() for label in visible]
    keys = Counter(key for text in [*buttons, *labels, *menus] if (key := QKeySequence.mnemonic(text).toString()))
    return [key for key, count in keys.items() if count > 1]


def faint_focus(root: QWidget, elsewhere: QWidget) -> list[str]:
    """A6: taking the focus changes at least 60 % of a 2 pixel ring (WCAG 2.4.7, 1.4.11)."""
    return [_called(widget) for widget in interactive(root) if widget.isEnabled() and not _ring(widget, elsewhere)]


def unknown_tones(root: QWidget) -> list[str]:
    """A7: models speak of tones, which delegates paint in checked colours; never of colours."""
    wrong = []
    for view, index in _cells(root):
        tone = index.data(TONE)
        if index.data(Qt.ItemDataRole.ForegroundRole) or index.data(Qt.ItemDataRole.BackgroundRole):
            wrong.append(f"{_called(view)} {index.row()},{index.column()} gives a colour")
        if tone and tone not in tokens().light:
            wrong.append(f"{_called(view)} {index.row()},{index.column()}: {tone}")
    return wrong


def told_by_colour_alone(root: QWidget) -> list[str]:
    """A8: a cell with a tone has words (WCAG 1.4.1)."""
    return [f"{index.row()},{index.column()}" for _, index in _cells(root) if index.data(TONE) and not index.data()]


def clipped(root: QWidget) -> list[str]:
    """A9: with large text no button is smaller than its words, and nothing scrolls sideways (WCAG 1.4.4, 1.4.10)."""
    wrong = []
    for widget in interactive(root):
        wanted = widget.minimumSizeHint() if isinstance(widget, QAbstractButton) else widget.minimumSize()
        if widget.height() < wanted.height() - 1 or widget.width() < wanted.width() - 1:
            wrong.append(_called(widget))
    for area in (*root.findChildren(QScrollArea), *root.findChildren(QTableView)):
        if area.isVisibleTo(root) and area.horizontalScrollBar().maximum() > 0:
            wrong.append(f"scrolls sideways by {area.horizontalScrollBar().maximum()}")
    return wrong


def small_targets(root: QWidget) -> list[str]:
    """A10: targets of at least 24 pixels (WCAG 2.5.8)."""
    small = [_called(widget) for widget in interactive(root) if min(widget.width(), widget.height()) < LEAST_TARGET]
    views = (view for view in root.findChildren(QAbstractItemView) if view.isVisibleTo(root))
    return small + [_called(view) for view in views if 0 < view.sizeHintForRow(0) < 14]


def mute_cells(root: QWidget) -> list[str]:
    """A11: a cell read alone says whose it is (WCAG 1.3.1)."""
    wrong = []
    for view, index in _cells(root):
        said, name = index.data(Qt.ItemDataRole.AccessibleTextRole), index.siblingAtColumn(0).data()
        if not said or (name and str(name) not in said):
            wrong.append(f"{_called(view)} {index.row()},{index.column()}: {said}")
    return wrong


def mute_charts(root: QWidget) -> list[str]:
    """A19: a chart has a sentence, and the same numbers as a table (WCAG 1.1.1)."""
    charts = [chart for chart in root.findChildren(Chart) if chart.isVisibleTo(root)]
    return [
        chart.accessibleName() for chart in charts if not chart.accessibleDescription() or len(chart.as_table()) < 2
    ]


def page_problems(root: QWidget, menus: Iterable[str] = ()) -> dict[str, list[str]]:
    """Every check that needs no keyboard, by its number; empty when the page passes."""
    checks = {
        "A1": without_name(root),
        "A2": without_label(root),
        "A3": access_key_clashes(root, menus),
        "A7": unknown_tones(root),
        "A8": told_by_colour_alone(root),
        "A10": small_targets(root),
        "A11": mute_cells(root),
        "A19": mute_charts(root),
    }
    return {check: wrong for check, wrong in checks.items() if wrong}


def accessible_name(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name).strip() if interface else ""


def _cells(root: QWidget) -> Iterator[tuple[QAbstractItemView, QModelIndex]]:
    """The first cells of each list."""
    for view in root.findChildren(QAbstractItemView):
        if isinstance(view, QHeaderView) or isinstance(view.parent(), QComboBox) or not view.isVisibleTo(root):
            continue
        model = view.model()
        for row in range(min(model.rowCount(), 20)):
            for column in range(model.columnCount()):
                yield view, model.index(row, column)


def _ring(widget: QWidget, elsewhere: QWidget) -> bool:
    elsewhere.setFocus()
    QApplication.processEvents()
    if not isValid(widget):
        return True
    before = widget.grab().toImage()
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    after = widget.grab().toImage()
    if widget is elsewhere:
        return True
    assert before.size() == after.size()
    changed: int = sum(map(operator.ne, _pixels(before), _pixels(after)))
    return changed >= 2 * (before.width() + before.height()) * 0.6


def _pixels(image: QImage) -> memoryview:
    """One number for each pixel: asking Qt for them one by one would take longer than all the other checks."""
    plain = image.convertToFormat(QImage.Format.Format_ARGB32)
    return memoryview(bytes(plain.constBits())).cast("I")  # copied: Qt's own go with the image


def _called(widget: QWidget) -> str:
    return f"{type(widget).__name__} «{accessible_name(widget)}»"
