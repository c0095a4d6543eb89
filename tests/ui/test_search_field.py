"""Choosing a value by typing part of its words, with the keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from facilitator_app.ui.forms.place_and_jobs import JobsField
from facilitator_app.ui.look import Look
from facilitator_app.ui.search_field import SearchField, among


def test_a_job_chosen_in_the_list_leaves_room_for_the_next(look: Look, qtbot: QtBot) -> None:
    field = JobsField()
    qtbot.addWidget(field)
    with qtbot.waitActive(field):
        field.show()
        field.activateWindow()
    editor = field.findChild(QLineEdit)
    assert editor is not None
    editor.setFocus()
    QTest.keyClicks(editor, "F1704")
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert field.value() == ("F1704",)
    assert editor.text() == ""
    assert field.problem() == ""


def test_a_key_typed_right_after_the_choice_does_not_change_it(look: Look, qtbot: QtBot) -> None:
    towns = [("a", "Toulon"), ("b", "Tourves"), ("c", "Hyères")]
    field = SearchField(among(towns), dict(towns).__getitem__)
    qtbot.addWidget(field)
    with qtbot.waitActive(field):
        field.show()
        field.activateWindow()
    field.setFocus()
    chosen: list[str] = []
    field.changed.connect(lambda: chosen.append(field.value()))
    QTest.keyClicks(field, "tou")
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    QTest.keyClicks(field, "x")  # in the same breath: nothing was dealt with in between
    QApplication.processEvents()
    assert field.value() == "b"
    assert field.text() == "Tourves"
    assert chosen.count("b") == 1
