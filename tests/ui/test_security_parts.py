"""The parts of the encrypted house's pages: pauses after wrong phrases, idle time, phrases judged, groups pasted."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from facilitator_app.domain import paper_key
from facilitator_app.domain.key_refusals import WrongPhrase
from facilitator_app.ui.look import Look
from facilitator_app.ui.security import auto_lock, bitlocker, disk
from facilitator_app.ui.security.auto_lock import AutoLock, delay_of
from facilitator_app.ui.security.door import Door
from facilitator_app.ui.security.fields import NewPhraseField, PhraseField
from facilitator_app.ui.security.recovery_page import GroupGrid
from facilitator_app.ui.security.unlock_page import LONGEST_PAUSE, UnlockPage, pause_after


def test_pauses_grow_and_never_shut_anyone_out() -> None:
    assert [pause_after(wrong) for wrong in range(1, 9)] == [0, 0, 1, 2, 4, 8, 16, LONGEST_PAUSE]
    assert pause_after(1_000) == LONGEST_PAUSE


def test_the_third_wrong_phrase_waits_then_may_be_tried_again(look: Look, qtbot: QtBot, path: Path) -> None:
    page = UnlockPage(Door(path))
    qtbot.addWidget(page)
    for _ in range(3):
        page._refused(WrongPhrase())
    assert not page.open_button.isEnabled()
    assert page.open_button.text() == "Patientez 1\u00a0s"
    qtbot.waitUntil(page.open_button.isEnabled, timeout=3_000)
    assert page.open_button.text() == "Ouvrir"


@pytest.mark.parametrize(("written", "minutes"), [("", 10), ("2", 2), ("30", 30), ("1", 10), ("31", 10), ("x", 10)])
def test_the_delay_is_between_two_and_thirty_minutes(tmp_path: Path, written: str, minutes: int) -> None:
    settings = QSettings(str(tmp_path / "poste.ini"), QSettings.Format.IniFormat)
    settings.setValue(auto_lock.SETTING, written)
    assert delay_of(settings) == minutes


def test_a_key_or_a_click_in_any_window_puts_the_lock_off(
    look: Look, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = QLineEdit()
    qtbot.addWidget(line)
    line.show()
    watch = AutoLock(None, line)
    due: list[bool] = []
    watch.due.connect(lambda: due.append(True))
    begun = watch._last[0]
    monkeypatch.setattr("facilitator_app.ui.security.auto_lock.time.monotonic", lambda: begun + 9 * 60)
    QTest.mouseClick(line.windowHandle(), Qt.MouseButton.LeftButton)
    assert watch._last[0] == begun + 9 * 60
    monkeypatch.setattr("facilitator_app.ui.security.auto_lock.time.monotonic", lambda: begun + 18 * 60)
    watch.look()
    assert due == []
    monkeypatch.setattr("facilitator_app.ui.security.auto_lock.time.monotonic", lambda: begun + 19 * 60 + 1)
    watch.look()
    assert due == [True]


def test_a_phrase_of_ones_own_is_judged_while_it_is_typed(look: Look, qtbot: QtBot) -> None:
    field = NewPhraseField(lambda: ("Hélène Arnoux",))
    qtbot.addWidget(field)
    assert field.advice() == "Assez solide."
    assert len(field.value().split()) == 7
    field.phrase.line.clear()
    qtbot.keyClicks(field.phrase.line, "helene arnoux")
    assert field.advice() != "Assez solide."
    assert field.problem()


def test_a_phrase_is_hidden_until_it_is_asked_for(look: Look, qtbot: QtBot) -> None:
    field = PhraseField()
    qtbot.addWidget(field)
    assert field.line.echoMode() == QLineEdit.EchoMode.Password
    field.eye.click()
    assert field.line.echoMode() == QLineEdit.EchoMode.Normal


@pytest.mark.parametrize("between", ["", " ", "-"])
def test_a_whole_key_is_pasted_in_the_first_group(look: Look, qtbot: QtBot, between: str) -> None:
    grid = GroupGrid()
    qtbot.addWidget(grid)
    groups = paper_key.write(bytes(range(32)))
    grid.fields[0].insert(between.join(groups).lower())
    grid.fields[0].textEdited.emit(grid.fields[0].text())
    assert grid.typed() == " ".join(groups)
    assert paper_key.read(grid.typed()) == bytes(range(32))


def test_the_disk_is_believed_encrypted_only_when_the_system_says_so(tmp_path: Path) -> None:
    device = tmp_path / "dm-0"
    (device / "slaves" / "dm-1" / "dm").mkdir(parents=True)
    (device / "slaves" / "dm-1" / "dm" / "uuid").write_text("CRYPT-LUKS2-0000", "ascii")
    assert list(disk._uuids(device)) == ["CRYPT-LUKS2-0000"]
    assert disk.is_encrypted(tmp_path / "absent") is None


@pytest.mark.skipif(sys.platform != "linux", reason="devices have such numbers on Linux")
@pytest.mark.parametrize(
    ("uuid", "told"),
    [("CRYPT-LUKS2-0000", True), ("CRYPT-PLAIN-disque", True), ("LVM-0000", None), ("", None)],
)
def test_the_device_under_a_file_is_found_by_its_numbers(tmp_path: Path, uuid: str, told: bool | None) -> None:
    number = tmp_path.stat().st_dev
    (mapped := tmp_path / f"{os.major(number)}:{os.minor(number)}" / "dm").mkdir(parents=True)
    (mapped / "uuid").write_text(uuid, "ascii")
    assert disk._under_dm_crypt(tmp_path, tmp_path) is told


@pytest.mark.parametrize(
    ("protection", "told"),
    [(1, True), (6, True), (2, False), (4, False), (3, None), (5, None), (0, None), (7, None), (None, None)],
)
def test_what_windows_says_of_a_volume_is_read_with_caution(protection: int | None, told: bool | None) -> None:
    assert bitlocker.means(protection) is told


def test_elsewhere_than_on_windows_bitlocker_says_nothing(tmp_path: Path) -> None:
    if sys.platform != "win32":
        assert bitlocker.protection_of(tmp_path) is None
