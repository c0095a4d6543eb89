"""Walking through the order of Tab leaves every widget to its own parent."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QMainWindow, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

import facilitator_app.ui
from facilitator_app.ui import tab_order


def a_window(qtbot: QtBot) -> tuple[QMainWindow, list[QPushButton]]:
    window, page = QMainWindow(), QWidget()
    column, buttons = QVBoxLayout(page), [QPushButton(str(place)) for place in range(4)]
    for button in buttons:
        column.addWidget(button)
    window.setCentralWidget(page)
    qtbot.addWidget(window)
    window.menuBar().addMenu("Fichier")
    window.show()
    return window, buttons


def remove(widget: QWidget) -> None:
    widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_the_ring_comes_back_to_where_it_was_left(qtbot: QtBot) -> None:
    window, buttons = a_window(qtbot)
    met: list[QWidget] = [window]
    while (following := tab_order.after(met[-1])) is not window:
        met.append(following)
    assert [widget for widget in met if widget in buttons] == buttons


def test_what_goes_away_takes_nothing_that_follows_it(qtbot: QtBot) -> None:
    window, buttons = a_window(qtbot)
    menus = window.menuBar()
    widget = tab_order.after(window)
    while widget is not window:
        widget = tab_order.after(widget)
    remove(buttons[1])
    assert [isValid(button) for button in buttons] == [True, False, True, True]
    assert isValid(window)
    assert isValid(menus)


def test_nobody_walks_in_qt_s_own_way() -> None:
    walking = {
        file.name
        for file in Path(facilitator_app.ui.__file__).parent.rglob("*.py")
        if "InFocusChain()" in file.read_text(encoding="utf-8")
    }
    assert walking == {"tab_order.py"}
