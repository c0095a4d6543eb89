"""Fields read what people type; forms show what is wrong under the field and lead to it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from facilitator_app.domain.refusal import Problem, Refusal
from facilitator_app.ui.check_list import CheckList
from facilitator_app.ui.fields import (
    ChoiceField,
    DateField,
    EurosField,
    HoursField,
    IntegerField,
    TextField,
)
from facilitator_app.ui.form import Form
from facilitator_app.ui.forms.form_dialog import FormDialog
from facilitator_app.ui.look import Look
from facilitator_app.ui.search_field import SearchField, among
from facilitator_app.ui.typed import read_date
from tests.ui import accessibility as check
from tests.ui.gallery import JOBS, sample_form


@pytest.fixture
def form(look: Look, qtbot: QtBot) -> Form:
    made = sample_form()
    qtbot.addWidget(made)
    made.resize(900, 700)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("12/11/2026", dt.date(2026, 11, 12)),
        ("12112026", dt.date(2026, 11, 12)),
        ("121126", dt.date(2026, 11, 12)),
        ("12.11.26", dt.date(2026, 11, 12)),
        ("1-3-1987", dt.date(1987, 3, 1)),
        ("14/06/87", dt.date(1987, 6, 14)),
        ("2026-11-12", dt.date(2026, 11, 12)),
        ("  ", None),
    ],
)
def test_dates_are_read_as_people_type_them(typed: str, day: dt.date | None) -> None:
    assert read_date(typed) == day


@pytest.mark.parametrize("typed", ["31/02/2026", "12/13/2026", "hier", "1/1", "12/11/20266", "00/00/0000"])
def test_what_is_no_day_is_refused(typed: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # the text is that of the standard library
        read_date(typed)


def test_a_date_is_rewritten_when_left_and_a_wrong_one_explained(form: Form, qtbot: QtBot) -> None:
    date = form.editor("birth_date")
    assert isinstance(date, DateField)
    date.setFocus()
    date.clear()
    qtbot.keyClicks(date, "14.06.02")
    form.editor("name").setFocus()
    assert date.text() == "14/06/2002"
    date.setFocus()
    date.setText("31/02/2026")
    form.editor("name").setFocus()
    assert form.problems_shown() == ["«\u00a031/02/2026\u00a0» ne peut pas être lu. Exemple\u00a0: 12/11/2026."]
    assert date.text() == "31/02/2026"


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        (HoursField, "151,67", Decimal("151.67")),
        (HoursField, "151.67", Decimal("151.67")),
        (HoursField, "151h40", Decimal("151.67")),
        (HoursField, "", None),
        (EurosField, "7 440 000 €", Decimal("7440000.00")),
        (EurosField, "31,5", Decimal("31.50")),
        (IntegerField, "1 200", 1200),
    ],
)
def test_numbers_are_read_as_people_type_them(look: Look, field: type, typed: str, value: object) -> None:
    editor = field()
    editor.setText(typed)
    assert (editor.value(), editor.problem()) == (value, "")


@pytest.mark.parametrize(("field", "typed"), [(HoursField, "15h75"), (EurosField, "cent"), (IntegerField, "-3")])
def test_numbers_that_cannot_be_read_are_explained(look: Look, field: type, typed: str) -> None:
    editor = field()
    editor.setText(typed)
    assert editor.value() is None
    assert typed in editor.problem()


def test_a_choice_keeps_its_value_when_choices_change(look: Look) -> None:
    field = ChoiceField([(1, "Un"), (2, "Deux")], empty="Aucun")
    field.set_value(2)
    field.set_choices([(2, "Deux"), (3, "Trois")])
    assert field.value() == 2
    field.set_choices([(3, "Trois")])
    assert field.value() is None


def test_a_check_list_gives_what_is_ticked(look: Look) -> None:
    field = CheckList([("B", "Permis B"), ("C", "Permis C")])
    field.set_value(["C"])
    assert field.value() == ("C",)


def test_a_long_list_is_searched_without_accents(look: Look, qtbot: QtBot) -> None:
    field = SearchField(among(JOBS), dict(JOBS).__getitem__)
    qtbot.addWidget(field)
    field.show()
    field.setFocus()
    qtbot.keyClicks(field, "macon")
    completer = field.completer()
    assert completer is not None
    assert completer.completionModel().index(0, 0).data() == "F1703 Maçonnerie"
    qtbot.keyClick(completer.popup(), Qt.Key.Key_Down)
    qtbot.keyClick(completer.popup(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: field.value() == "F1703")
    assert field.text() == "F1703 Maçonnerie"


def test_a_text_out_of_the_list_is_a_problem_not_a_value(look: Look, qtbot: QtBot) -> None:
    field = SearchField(among(JOBS), dict(JOBS).__getitem__)
    qtbot.addWidget(field)
    qtbot.keyClicks(field, "astronaute")
    assert field.value() is None
    assert "n’est pas dans la liste" in field.problem()


def test_every_field_has_its_label(form: Form) -> None:
    buddies = {label.buddy() for label in form.findChildren(QLabel)}
    assert {form.editor(name) for name in ("name", "sex", "job", "hours", "note")} <= buddies


def test_problems_are_said_under_their_field_and_counted(form: Form, announcements: list[str]) -> None:
    form.show_problems(
        [
            Problem("phone", "Il manque 2 chiffres. Exemple\u00a0: 06 00 00 00 00."),
            Problem("amount", "Indiquez le montant."),
            Problem("siret", "Ce SIRET n’existe pas."),
        ]
    )
    assert form.problems_shown()[0] == "Ce SIRET n’existe pas."
    assert len(form.problems_shown()) == 3
    assert QApplication.focusWidget() is form.editor("phone")
    assert "3 champs à corriger" in announcements
    assert "Il manque 2 chiffres" in form.editor("phone").accessibleDescription()


def test_f8_walks_through_the_problems(form: Form, qtbot: QtBot) -> None:
    form.show_problems([Problem("phone", "Un."), Problem("amount", "Deux.")])
    for expected in ("amount", "phone"):
        qtbot.keyClick(_focused(), Qt.Key.Key_F8)
        assert QApplication.focusWidget() is form.editor(expected)
    qtbot.keyClick(_focused(), Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is form.editor("amount")


def test_a_message_goes_as_soon_as_its_field_is_corrected(form: Form, qtbot: QtBot) -> None:
    form.show_problems([Problem("phone", "Il manque 2 chiffres.")])
    with qtbot.waitSignal(form.changed):
        qtbot.keyClicks(form.editor("phone"), "0")
    assert form.problems_shown() == []


def test_values_come_and_go(form: Form) -> None:
    given = {"name": "Ménard", "birth_date": dt.date(2002, 6, 14), "sex": "F", "job": "F1703", "posts": 2}
    given |= {"hours": Decimal("35.00"), "amount": Decimal("7440000.00")}
    given |= {"licences": ("B",), "note": "À rappeler", "informed": True}
    form.set_values(given)
    assert form.values().items() >= given.items()


def test_filling_a_form_is_not_a_change_by_the_user(form: Form, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(form.changed):
        form.set_values({"name": "Ménard", "note": "À rappeler", "sex": "F", "informed": True, "licences": ("B",)})


def test_unreadable_fields_are_refused_together(form: Form) -> None:
    for name, text in (("birth_date", "hier"), ("hours", "beaucoup")):
        editor = form.editor(name)
        assert isinstance(editor, (DateField, HoursField))
        editor.setText(text)
    with pytest.raises(Refusal) as refused:
        form.values()
    assert [problem.field for problem in refused.value.problems] == ["birth_date", "hours"]


def _focused() -> QWidget:
    focused = QApplication.focusWidget()
    assert focused is not None
    return focused


def test_a_text_too_long_is_kept_and_said_never_cut(look: Look, qtbot: QtBot) -> None:
    field = TextField(longest=20)
    qtbot.addWidget(field)
    pasted = "👩‍👧 " + "mot " * 2_500
    QApplication.clipboard().setText(pasted)
    field.paste()
    assert field.value() == pasted.strip()
    assert field.problem() == "Raccourcissez ce texte\u00a0: 20 signes au plus."
    field.setText("👩" * 20)  # signs as the database counts them
    assert field.problem() == ""


def test_a_text_that_came_in_longer_stays_whole(look: Look, qtbot: QtBot) -> None:
    field = TextField(longest=20)
    qtbot.addWidget(field)
    field.set_value("x" * 300)
    assert (field.value(), field.problem()) == ("x" * 300, "")


def test_a_long_label_is_still_the_choice_made(look: Look, qtbot: QtBot) -> None:
    names = {"key": "Société " + "x" * 200}
    field = SearchField(among(names.items()), names.__getitem__)
    qtbot.addWidget(field)
    field.set_value("key")
    assert (field.value(), field.problem()) == ("key", "")


def test_what_cannot_be_read_is_quoted_shortly(look: Look, qtbot: QtBot) -> None:
    field = DateField()
    qtbot.addWidget(field)
    field.setText("1" * 10_000)
    assert field.problem() == f"«\u00a0{'1' * 40}…\u00a0» ne peut pas être lu. Exemple\u00a0: 12/11/2026."


@pytest.mark.parametrize("typed", ["12/03/1801", "31/12/9999", "01/01/2101"])
def test_a_day_that_no_house_holds_is_no_value(look: Look, qtbot: QtBot, typed: str) -> None:
    """What looks for somebody while one types would ask about it, and fail."""
    field = DateField()
    qtbot.addWidget(field)
    field.setText(typed)
    assert (field.value(), field.problem()) == (None, "Indiquez une date entre 1900 et 2100.")


def test_a_long_name_shows_its_beginning_once_left(form: Form, qtbot: QtBot) -> None:
    name = form.editor("name")
    assert isinstance(name, TextField)
    name.setFocus()
    qtbot.keyClicks(name, "Jean-Baptiste")
    qtbot.keyClick(name, Qt.Key.Key_Tab)
    assert not name.hasFocus()
    assert name.cursorPosition() == 0


def test_a_form_in_large_text_is_no_larger_than_the_window_below(look: Look, qtbot: QtBot) -> None:
    look.apply(text_size=200)
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1366, 768)
    dialog = FormDialog(window, "Essai", page_columns=2)
    dialog.form.section("Un", page_column=0)
    dialog.form.add("name", "Nom", TextField())
    dialog.form.section("Deux", page_column=1)
    dialog.form.add("town", "Commune", TextField())
    dialog.show()
    assert dialog.width() == 1326
    assert dialog.height() <= 728
    QApplication.processEvents()
    assert check.clipped(dialog) == []
    dialog.close()
