"""The mark of a radio button is seen in both themes, in every state (WCAG 1.4.11)."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QRadioButton
from pytestqt.qtbot import QtBot

from facilitator_app.ui.look import Look, Theme, colour
from facilitator_app.ui.widgets import Card

LEAST = 3.0


def luminance(paint: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = linear(paint.redF()), linear(paint.greenF()), linear(paint.blueF())
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK])
@pytest.mark.parametrize("checked", [False, True])
@pytest.mark.parametrize("enabled", [True, False])
def test_the_mark_stands_out(shared_look: Look, qtbot: QtBot, theme: Theme, checked: bool, enabled: bool) -> None:
    shared_look.apply(theme, 100)
    card, button = Card(), QRadioButton("")
    card.add(button)
    qtbot.addWidget(card)
    button.setAutoExclusive(False)
    button.setChecked(checked)
    button.setEnabled(enabled)
    card.resize(120, 60)
    card.show()
    picture = card.grab().toImage()
    ground = colour("surface")
    place = button.geometry()
    row = place.center().y()
    seen = [contrast(QColor(picture.pixel(x, row)), ground) for x in range(place.left() + 3, place.left() + 24)]
    assert sum(each >= LEAST for each in seen) >= (8 if checked else 2)  # a ring, or its two sides
