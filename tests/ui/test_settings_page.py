"""Paramètres by keyboard: everything is kept at once, or each problem is said under its field."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from facilitator_app.database.connection import Database
from facilitator_app.domain.values import hours
from facilitator_app.ui.look import Look, Theme
from facilitator_app.ui.main_window import MainWindow
from facilitator_app.ui.navigation import PageEntry
from facilitator_app.ui.pages.settings_page import SettingsPage
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases import office
from tests.ui.accessibility import page_problems
from tests.use_cases.test_office import PNG

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(qtbot: QtBot, look: Look, database: Database) -> SettingsPage:
    page = SettingsPage(Workspace(database))
    qtbot.addWidget(page)
    page.resize(1160, 900)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    page.open()
    return page


def typed(page: SettingsPage, field: str, text: str) -> None:
    editor = page.form.editor(field)
    assert isinstance(editor, QLineEdit)
    editor.setFocus()
    editor.selectAll()
    QTest.keyClicks(editor, text)


def test_ctrl_s_keeps_details_and_rules_in_one_gesture(page: SettingsPage, database: Database) -> None:
    page.open(section="office")
    assert page.form.editor("name").hasFocus()
    typed(page, "name", "Maison de la Rade")
    typed(page, "yearly_target", "55 000")
    typed(page, "target_women", "45 %")
    QTest.keyClick(page, Qt.Key.Key_S, CTRL)
    with database.reading() as session:
        assert office.details(session).name == "Maison de la Rade"
        assert office.rules(session).yearly_target == hours(55000)
        assert str(office.rules(session).target_women) == "0.45"
    assert page._workspace.undo_last() == "Paramètres"


def test_problems_are_said_under_their_fields_and_nothing_is_kept(page: SettingsPage, database: Database) -> None:
    typed(page, "email", "helene@")
    typed(page, "weight_skills", "40")
    QTest.keyClick(page, Qt.Key.Key_S, CTRL)
    said = page.form.problems_shown()
    assert any("nom de l’organisme" in line for line in said)
    assert any("prenom.nom@ville.fr" in line for line in said)
    assert any("105 points au lieu de 100" in line for line in said)
    with database.reading() as session:
        assert office.rules(session).weight_skills == 35


def test_a_rule_left_empty_is_asked_for(page: SettingsPage) -> None:
    typed(page, "name", "Maison de la Rade")
    editor = page.form.editor("full_time_hours")
    assert isinstance(editor, QLineEdit)
    editor.clear()
    QTest.keyClick(page, Qt.Key.Key_S, CTRL)
    assert page.form.problems_shown() == ["Indiquez une valeur."]


def test_searching_leaves_the_sections_that_speak_of_it(page: SettingsPage) -> None:
    QTest.keyClicks(page.search, "eligibilite")
    assert page.form.editor("eligibility_months").isVisible()
    assert not page.form.editor("name").isVisible()
    page.search.clear()
    assert page.form.editor("name").isVisible()


def test_a_logo_is_kept_or_refused_in_words(page: SettingsPage, database: Database, tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(PNG)
    page.logo.keep(tmp_path / "logo.png")
    with database.reading() as session:
        assert office.logo(session) == PNG
    (tmp_path / "faux.png").write_bytes(b"ceci n'est pas une image")
    page.logo.keep(tmp_path / "faux.png")
    assert "PNG ou JPEG" in page._banner.text()


def test_the_page_is_accessible(page: SettingsPage) -> None:
    problems = page_problems(page)
    assert {name: said for name, said in problems.items() if said} == {}


def test_the_theme_and_the_text_size_change_at_once(qtbot: QtBot, look: Look, database: Database) -> None:
    workspace = Workspace(database)
    entry = PageEntry("settings", "", "Paramètres", "settings", "P", lambda: SettingsPage(workspace))
    window = MainWindow([entry], look)
    qtbot.addWidget(window)
    window.show()
    page = window.go_to("settings")
    assert isinstance(page, SettingsPage)
    typed(page, "name", "Maison de la Rade")
    page.form.set_values({"theme": Theme.DARK, "text_size": 130})
    page.save()
    QApplication.processEvents()
    assert (look.theme, look.text_size) == (Theme.DARK, 130)
