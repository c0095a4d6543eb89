"""The shared widgets pass every check that pages will be put through, and the checks do find faults."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from facilitator_app.ui.look import Look, Theme
from facilitator_app.ui.widgets import ActionButton
from tests.ui import accessibility as check
from tests.ui.chart_gallery import chart_gallery
from tests.ui.gallery import gallery


def displayed(qtbot: QtBot, page: QWidget, width: int = 1366, height: int = 768) -> QWidget:
    page.resize(width, height)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK])
@pytest.mark.parametrize("page", [gallery, chart_gallery])
def test_shared_widgets_pass(look: Look, qtbot: QtBot, theme: Theme, page: type) -> None:
    look.apply(theme)
    shown = displayed(qtbot, page())
    assert check.page_problems(shown) == {}
    assert not shown.grab().isNull()


def test_focus_is_visible_everywhere(look: Look, qtbot: QtBot) -> None:
    page = displayed(qtbot, gallery())
    elsewhere = next(widget for widget in check.interactive(page) if isinstance(widget, ActionButton))
    assert check.faint_focus(page, elsewhere) == []


@pytest.mark.parametrize("page", [gallery, chart_gallery])
def test_nothing_is_cut_with_text_at_200_percent(look: Look, qtbot: QtBot, page: type) -> None:
    look.apply(text_size=200)
    assert check.clipped(displayed(qtbot, page())) == []


def test_faults_are_found(look: Look, qtbot: QtBot) -> None:
    page = QWidget()
    layout = QVBoxLayout(page)
    for widget in (QLineEdit(), QPushButton("&Valider"), QPushButton("&Voir"), QPushButton("")):
        layout.addWidget(widget)
    tiny = QPushButton("x")
    tiny.setFixedSize(12, 12)
    layout.addWidget(tiny)
    wide = QWidget()
    wide.setMinimumWidth(2000)
    area = QScrollArea()
    area.setWidget(wide)
    layout.addWidget(area)
    displayed(qtbot, page, 300, 300)
    assert len(check.without_name(page)) == 2
    assert len(check.without_label(page)) == 1
    assert check.access_key_clashes(page) == ["Alt+V"]
    assert check.small_targets(page)
    assert check.clipped(page)


class Mute(QPushButton):
    """Looks the same whether it has the keys or not."""

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), Qt.GlobalColor.gray)


def test_a_focus_that_does_not_show_is_found(look: Look, qtbot: QtBot) -> None:
    page = QWidget()
    layout = QVBoxLayout(page)
    elsewhere = ActionButton("Ailleurs")
    for widget in (elsewhere, ActionButton("Valider"), Mute("Muet")):
        layout.addWidget(widget)
    displayed(qtbot, page, 300, 300)
    assert check.faint_focus(page, elsewhere) == ["Mute «Muet»"]
