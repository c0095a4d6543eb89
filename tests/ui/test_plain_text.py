"""A name that looks like HTML stays a name, wherever Qt shows it."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel, QTextDocument
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from facilitator_app.ui import dialogs
from facilitator_app.ui.matching import people_list
from facilitator_app.ui.matching.people_model import WHY
from facilitator_app.ui.plain import tooltip
from facilitator_app.ui.widgets import Badge, Label

NAMES = ("<b>Zoé</b> & fils", '<img src="file:///etc/hosts">', "a <i>b</i>\nc", "Dupont < Durand", "O’Neill &amp; Co")


def as_read(text: str) -> str:
    """What a tooltip shows of it."""
    if "<" not in text:
        return text
    document = QTextDocument()
    document.setHtml(text)
    return document.toPlainText()


@pytest.mark.parametrize("name", NAMES)
def test_a_tooltip_shows_a_name_to_the_letter(name: str, qtbot: QtBot) -> None:
    assert as_read(tooltip(name)) == name
    for words in (Label(""), Badge("x")):
        qtbot.addWidget(words)
        words.setToolTip(name)
        assert as_read(words.toolTip()) == name


@pytest.mark.parametrize("name", NAMES)
def test_the_reasons_of_a_match_are_shown_to_the_letter(name: str, qapp: QApplication) -> None:
    item = QStandardItem()
    item.setData(SimpleNamespace(pluses=(name,), minuses=()), WHY)
    model = QStandardItemModel()
    model.appendRow(item)
    assert as_read(tooltip(people_list._reasons(model.index(0, 0)))) == f"+ {name}"


@pytest.mark.parametrize("name", NAMES)
def test_a_message_shows_a_name_to_the_letter(name: str, qtbot: QtBot) -> None:
    box = dialogs._box(None, name, name, QMessageBox.Icon.Question)
    qtbot.addWidget(box)
    texts = [label for label in box.findChildren(QLabel) if label.text() == name]
    assert len(texts) == 2
    assert {label.textFormat() for label in texts} == {Qt.TextFormat.PlainText}
