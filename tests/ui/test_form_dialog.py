"""A form in its own window can be typed as soon as it opens."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from facilitator_app.domain.refusal import Problem
from facilitator_app.ui.fields import TextField
from facilitator_app.ui.forms.form_dialog import FormDialog
from facilitator_app.ui.widgets import Card, Label


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


def test_a_form_is_as_high_as_its_fields_and_grows_with_what_is_said_under_them(qtbot: QtBot) -> None:
    form = AForm()
    qtbot.addWidget(form)
    form.open()
    QApplication.processEvents()
    bar = form.findChildren(QScrollArea)[0].verticalScrollBar()
    before = form.height()
    assert before < 400
    assert bar.maximum() == 0
    form.form.show_problems([Problem("second", "Indiquez le second. Exemple\u00a0: deux.")])
    QApplication.processEvents()
    assert form.height() > before
    assert bar.maximum() == 0


def test_a_long_form_is_no_higher_than_the_window_below(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1366, 768)
    form = FormDialog(window, "Formulaire")
    for number in range(20):
        form.form.add(f"field{number}", f"Champ {number}", TextField())
    form.open()
    assert form.height() == 728


def test_a_star_puts_no_field_lower_than_its_neighbour(qtbot: QtBot) -> None:
    form = FormDialog(None, "Formulaire")
    qtbot.addWidget(form)
    form.form.section("Deux côte à côte")
    starred = form.form.add("one", "&Un", TextField(), required=True)
    other = form.form.add("two", "&Deux", TextField())
    form.open()
    QApplication.processEvents()
    assert starred.y() == other.y()
    assert starred.x() < other.x()


def test_fields_of_no_section_stand_in_a_card_and_are_all_as_wide(qtbot: QtBot) -> None:
    form = FormDialog(None, "Formulaire")
    qtbot.addWidget(form)
    fields = [form.form.add("day", "&Date", TextField()), form.form.add("why", "&Motif", TextField(), span=2)]
    form.open()
    QApplication.processEvents()
    assert len({field.width() for field in fields}) == 1
    assert isinstance(fields[0].parentWidget(), Card)


def test_a_form_that_grows_stays_within_the_window_below(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    form = FormDialog(window, "Formulaire")
    form.form.add("one", "&Un", TextField())
    form.open()
    form.move(0, window.frameGeometry().bottom() - form.frameGeometry().height() + 1)
    form.body.insertWidget(1, Label("Une phrase qui s’ajoute à la fiche.", wrap=True))
    QApplication.processEvents()
    assert form.frameGeometry().bottom() == window.frameGeometry().bottom()
