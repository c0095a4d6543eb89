"""Copies as users meet them: the daily one, the second place and its alarm, coming back to an earlier day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facilitator_app.database import backups, driver, key_slots
from facilitator_app.database.opening import open_house
from facilitator_app.database.phrase_cost import LEAST
from facilitator_app.domain.backup_reasons import Reason
from facilitator_app.start import Start
from facilitator_app.ui import dialogs
from facilitator_app.ui.backups.restore_dialog import RestoreDialog
from facilitator_app.ui.pages.backups_page import BackupsPage
from facilitator_app.ui.pages.dashboard_page import DashboardPage
from facilitator_app.ui.security.unlock_page import UnlockPage
from facilitator_app.ui.widgets import Banner
from tests import make
from tests.journeys.conftest import Opened, Said
from tests.journeys.test_locked_house import unlock

StartProgram = Callable[[Path], Opened]


def page_of(program: Start) -> BackupsPage:
    page = program.window.go_to("backups")
    assert isinstance(page, BackupsPage)
    QApplication.processEvents()
    return page


def people(path: Path) -> int:
    with closing(driver.connect_to_read(path)) as connection:
        return int(connection.execute("SELECT COUNT(*) FROM beneficiary WHERE NOT removed").fetchone()[0])


def register(program: Start) -> None:
    assert program.workspace is not None
    with program.workspace.transaction() as session:
        make.a_beneficiary(session)


def identity(path: Path) -> str:
    with closing(driver.connect_to_read(path)) as connection:
        return str(connection.execute("SELECT id FROM replica WHERE mine").fetchone()[0])


def test_the_daily_copy_is_taken_behind_the_window_and_told_at_the_bottom(
    start_program: StartProgram, demonstration: Path, qtbot: QtBot
) -> None:
    program, _ = start_program(demonstration)
    assert backups.copies(backups.folder_of(demonstration)) == []
    qtbot.waitUntil(lambda: backups.latest(demonstration) is not None, timeout=15_000)
    base = program.window.status._base
    qtbot.waitUntil(lambda: "sauvegarde de" in base.text(), timeout=15_000)
    assert re.search(r"Tout est enregistré · sauvegarde de \d\d:\d\d$", base.text())


def test_coming_back_to_a_copy_from_the_menu_keeps_the_house_of_today_aside(
    start_program: StartProgram, demonstration: Path, said: Said, qtbot: QtBot
) -> None:
    program, hand = start_program(demonstration)
    hand.go_to("Sauvegarder maintenant")
    qtbot.waitUntil(lambda: program.window.status.said().startswith("Sauvegarde vérifiée"), timeout=15_000)
    before, first = people(demonstration), identity(demonstration)
    register(program)
    page = page_of(program)
    former = program.workspace
    page.restore_current()
    qtbot.waitUntil(lambda: bool(page.findChildren(RestoreDialog)), timeout=15_000)
    [dialog] = page.findChildren(RestoreDialog)
    assert dialog.isVisible()
    dialog.form.set_values({"sure": True})
    dialog.save()
    qtbot.waitUntil(lambda: program.workspace not in (None, former), timeout=15_000)
    assert program.window.isVisible()
    assert program.window.page_key() == "dashboard"
    assert people(demonstration) == before
    assert identity(demonstration) != first
    [aside] = demonstration.parent.glob("*-avant-restauration-*.db")
    assert people(aside) == before + 1
    assert aside.name in said.told[-1]


def test_a_restoration_that_fails_opens_the_house_as_it_was(
    start_program: StartProgram, demonstration: Path, said: Said, qtbot: QtBot
) -> None:
    program, _ = start_program(demonstration)
    copy = backups.back_up(demonstration, Reason.ASKED)
    before = people(demonstration)
    former = program.workspace
    assert former is not None
    copy.write_bytes(copy.read_bytes()[:9000])  # spoilt between the preview and the act
    program._restore(copy, None)
    qtbot.waitUntil(lambda: program.workspace not in (None, former), timeout=15_000)
    assert "n’a pas pu être reprise" in said.told[-1]
    assert people(demonstration) == before
    register(program)  # work goes on
    assert people(demonstration) == before + 1


def test_the_second_place_receives_each_copy_and_its_absence_is_an_alarm(
    start_program: StartProgram,
    demonstration: Path,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stick = tmp_path / "cle-usb"
    stick.mkdir()
    monkeypatch.setattr(dialogs, "choose_folder", lambda *_: stick)
    program, _ = start_program(demonstration)
    page = page_of(program)
    page.place_card.choose.click()
    page.back_up.click()
    qtbot.waitUntil(lambda: len(list(stick.glob("*/*.db"))) >= 1, timeout=15_000)
    keeper = program._house.backups.keeper
    qtbot.waitUntil(lambda: not keeper.background.busy and keeper.carried_at is not None, timeout=15_000)
    assert {row.second_place for row in page.model.rows} == {False, True}
    assert program.workspace is not None
    assert set(stick.glob("*/*.db")) <= set(program.workspace.copies())  # who is anonymised goes from there too
    program.window.close()
    program.close()
    stick.rename(tmp_path / "dans-un-tiroir")
    settings = QSettings(str(tmp_path / "poste.ini"), QSettings.Format.IniFormat)
    eight_days_ago = dt.datetime.now() - dt.timedelta(days=8)
    for key in settings.allKeys():
        if key.endswith(("carried", "since")):
            settings.setValue(key, eight_days_ago.isoformat())
    settings.sync()
    again, _ = start_program(demonstration)
    qtbot.waitUntil(lambda: "8\u00a0jours sans copie" in again.window.status._base.text(), timeout=15_000)
    first = again.window.page()
    assert isinstance(first, DashboardPage)
    assert any("depuis 8 jours" in banner.text() for banner in first.findChildren(Banner) if banner.isVisible())
    (tmp_path / "dans-un-tiroir").rename(stick)
    page = page_of(again)
    assert "depuis 8 jours" in page.banner.text()
    qtbot.waitUntil(lambda: not again._house.backups.keeper.background.busy, timeout=15_000)
    page.place_card.carry.click()
    qtbot.waitUntil(lambda: again._house.backups.keeper.days_late == 0, timeout=15_000)
    again.window.go_to("dashboard")
    qtbot.waitUntil(lambda: "sans copie" not in again.window.status._base.text(), timeout=15_000)
    assert not any("depuis 8 jours" in banner.text() for banner in first.findChildren(Banner) if banner.isVisible())


def test_an_encrypted_house_comes_back_to_a_copy_and_asks_for_its_phrase_again(
    start_program: StartProgram, path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("facilitator_app.database.phrase_cost.for_this_machine", lambda: LEAST)
    phrase = "drapeau cidre violon marbre ficelle tilleul rideau"
    key = key_slots.create(path, "Hélène Arnoux", phrase)
    open_house(path, "Hélène Arnoux", key).close()
    program, hand = start_program(path)
    unlock(program, hand, phrase)
    copy = backups.back_up(path, Reason.ASKED, key)
    register(program)
    page = page_of(program)
    page.look_into(copy)
    qtbot.waitUntil(lambda: bool(page.findChildren(RestoreDialog)), timeout=15_000)
    [dialog] = page.findChildren(RestoreDialog)
    dialog.form.set_values({"sure": True})
    dialog.save()
    qtbot.waitUntil(lambda: isinstance(program.window.page(), UnlockPage), timeout=15_000)
    assert program.workspace is None
    unlock(program, hand, phrase)
    assert program.workspace is not None
    with program.workspace.reading() as session:
        assert session.connection().exec_driver_sql("SELECT COUNT(*) FROM beneficiary").scalar_one() == 0
