"""The whole window: finding, help, two copies on a file, damage, crashes, closing in the middle of a job."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLabel

from facilitator_app.database import backups
from facilitator_app.database.opening import open_house
from facilitator_app.ui.pages.import_page import ImportPage
from facilitator_app.use_cases import finding
from tests.conftest import TODAY
from tests.exchange.decp.files import envelope, raw_contract, written
from tests.journeys.conftest import Opened, Said
from tests.journeys.keyboard import ALT, Key

StartProgram = Callable[[Path], Opened]


def test_ctrl_k_goes_to_a_person_a_lot_and_a_need_and_alt_arrows_come_back(
    start_program: StartProgram, demonstration: Path
) -> None:
    program, hand = start_program(demonstration)
    window, workspace = program.window, program.workspace
    assert workspace is not None
    person = workspace.ask(finding.people, "a", TODAY)[0]
    lot, need = workspace.ask(finding.lots, "L1")[0], workspace.ask(finding.needs, "B-")[0]
    hand.go_to(f"@{person.name}")
    assert window.page_key() == "beneficiaries"
    hand.go_to("#" + lot.secondary.split(" · ")[-1])
    assert window.page_key() == "contracts"
    assert hand.here().accessibleName() == "Marchés et lots"  # the list, where Enter opens the lot
    hand.go_to("#" + need.name.split(" ")[0])
    assert window.page_key() == "matching"
    hand.press(Key.Key_Left, ALT)
    assert window.page_key() == "contracts"
    hand.press(Key.Key_Right, ALT)
    assert window.page_key() == "matching"


def test_every_page_has_its_help(start_program: StartProgram, path: Path) -> None:
    program, hand = start_program(path)
    for key in program.window.entries:
        page = program.window.go_to(key)
        hand.press(Key.Key_F1)
        [dialog] = [dialog for dialog in program.window.findChildren(QDialog) if dialog.isVisible()]
        assert getattr(page, "help_text", "") in [label.text() for label in dialog.findChildren(QLabel)], key
        dialog.reject()
        QApplication.processEvents()


def test_a_second_copy_on_the_same_file_is_refused_and_closes(
    start_program: StartProgram, path: Path, said: Said
) -> None:
    start_program(path)
    second, _ = start_program(path)
    assert "déjà ouverte" in said.told[-1]
    assert not second.window.isVisible()
    assert second.workspace is None


def test_a_damaged_file_offers_its_backup(start_program: StartProgram, path: Path, said: Said) -> None:
    open_house(path).close()
    copy = backups.back_up(path, "essai")
    content = bytearray(path.read_bytes())
    content[100:4096] = b"\xff" * 3996
    path.write_bytes(content)
    program, _ = start_program(path)
    assert copy.name in said.asked[-1]
    assert program.window.page_key() == "dashboard"


def test_an_error_in_a_slot_is_announced_once(start_program: StartProgram, path: Path, said: Said) -> None:
    _, hand = start_program(path)

    def fail() -> None:
        raise ValueError("Nadia Ferrandi")

    for _ in range(2):
        QTimer.singleShot(0, fail)
    hand.until(lambda: bool(said.crashes))
    QApplication.processEvents()
    [report] = said.crashes
    assert "ValueError" in report
    assert "Ferrandi" not in report
    said.crashes.clear()


def test_closing_in_the_middle_of_an_import_leaves_nothing_half_written(
    start_program: StartProgram, path: Path, said: Said, tmp_path: Path
) -> None:
    said.file = written(tmp_path, envelope(*(raw_contract(id=f"A{place}") for place in range(3000))))
    program, hand = start_program(path)
    page = program.window.go_to("import")
    assert isinstance(page, ImportPage)
    hand.press(Key.Key_Return)
    assert page.background.busy
    program.window.close()
    program.close()
    QApplication.processEvents()
    with open_house(path).reading() as session:
        assert finding.lots(session, "") == []


@pytest.mark.parametrize("size", [90, 200])
def test_text_size_changes_under_every_page(start_program: StartProgram, demonstration: Path, size: int) -> None:
    program, _ = start_program(demonstration)
    for key in ("dashboard", "contracts", "hours"):
        program.window.go_to(key)
        program.window.set_text_size(size)
        program.window.menus.hide_names.toggle()
        assert not program.window.grab().isNull()
        program.window.set_text_size(100)
