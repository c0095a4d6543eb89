"""A list beside its details, or above them where there is no room."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from facilitator_app.ui.look import Look, Theme
from facilitator_app.ui.two_parts import TwoParts


def test_parts_turn_with_the_width_and_the_text_size(qtbot: QtBot, look: Look) -> None:
    parts = TwoParts(QWidget(), QWidget(), narrow=800, beside=(300, 600))
    qtbot.addWidget(parts)
    parts.resize(1000, 600)
    with qtbot.waitExposed(parts):
        parts.show()
    assert parts.are_beside
    first, second = parts.sizes()
    assert first < second
    parts.resize(700, 600)
    assert not parts.are_beside
    parts.resize(1000, 600)
    assert parts.are_beside
    look.apply(Theme.LIGHT, 150)
    QApplication.processEvents()
    assert not parts.are_beside


def test_both_parts_gain_from_a_wide_screen(qtbot: QtBot, look: Look) -> None:
    parts = TwoParts(QWidget(), QWidget(), narrow=800, beside=(300, 700))
    qtbot.addWidget(parts)
    parts.resize(1000, 600)
    with qtbot.waitExposed(parts):
        parts.show()
    before, _ = parts.sizes()
    parts.resize(1700, 600)
    assert parts.sizes()[0] > 1.5 * before
