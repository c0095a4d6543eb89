"""A form in its own window can be typed as soon as it opens."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from facilitator_app.ui.fields import TextField
from facilitator_app.ui.forms.form_dialog import FormDialog


class AForm(FormDialog):
    def __init__(self) -> None:
        super().__init__(None, "Formulaire")
        self.form.add("closed", "&Fermé", TextField()).setEnabled(False)
        self.first = self.form.add("first", "&Premier", TextField())
        self.second = self.form.add("second", "&Second", TextField())

    def keep(self, values: dict[str, Any]) -> None:
        return None


def test_the_first_field_has_the_focus_and_the_buttons_come_after_the_last(qtbot: QtBot) -> None:
    form = AForm()
    qtbot.addWidget(form)
    form.open()
    form.activateWindow()
    gone_through = []
    for _ in range(5):
        gone_through.append(form.focusWidget())
        qtbot.keyClick(form, Qt.Key.Key_Tab)
    assert gone_through == [form.first, form.second, form._cancel, form.save_button, form.first]


def test_the_field_chosen_beforehand_keeps_the_focus(qtbot: QtBot) -> None:
    form = AForm()
    qtbot.addWidget(form)
    form.second.setFocus()
    form.open()
    assert form.focusWidget() is form.second
