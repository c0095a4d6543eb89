"""What the office does to a file, as the window tells it: one sentence, a way out, nothing lost, work goes on."""

from __future__ import annotations

import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from facilitator_app.database import backups, driver, location, opening
from facilitator_app.database.opening import open_house
from facilitator_app.domain.backup_reasons import Reason
from facilitator_app.start import Start
from facilitator_app.ui.backups import ways_out
from facilitator_app.ui.backups.slow_opening import CHECKING
from facilitator_app.ui.pages.settings_page import SettingsPage
from tests.journeys.conftest import Opened, Said
from tests.trust.writer import weaken

StartProgram = Callable[[Path], Opened]


@pytest.fixture
def this_pc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the program keeps its data on this PC."""
    folder = tmp_path / "poste"
    monkeypatch.setattr(ways_out, "data_folder", lambda: folder)
    folder.mkdir()
    return folder


@pytest.fixture
def switched(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files on which the program would have been started again."""
    files: list[Path] = []

    def switch(program: Start, path: Path) -> None:
        files.append(path)
        program.close()
        program.window.close()

    monkeypatch.setattr(Start, "_switch_to", switch)
    return files


def people(path: Path) -> int:
    with closing(driver.connect_to_read(path)) as connection:
        return int(connection.execute("SELECT COUNT(*) FROM beneficiary").fetchone()[0])


def identity(path: Path) -> str:
    with closing(driver.connect_to_read(path)) as connection:
        return str(connection.execute("SELECT id FROM replica WHERE mine").fetchone()[0])


@pytest.mark.parametrize("place", ["Dropbox", "OneDrive - Maison de l’emploi", "reseau"])
def test_a_house_in_a_cloud_or_network_folder_is_copied_here_on_request(
    start_program: StartProgram,
    demonstration_house: Path,
    tmp_path: Path,
    this_pc: Path,
    switched: list[Path],
    said: Said,
    monkeypatch: pytest.MonkeyPatch,
    place: str,
) -> None:
    if place == "reseau":
        monkeypatch.setattr(location, "_is_network", lambda path: "reseau" in path.parts)
    path = tmp_path / place / "maison.db"
    path.parent.mkdir()
    shutil.copyfile(demonstration_house, path)
    before = path.read_bytes()
    start_program(path)
    assert "[Copier la base sur ce poste]" in said.asked[-1]
    assert "ne peut pas vivre" in said.asked[-1]
    assert switched == [this_pc / "maison.db"]
    assert people(switched[0]) == people(demonstration_house)
    assert identity(switched[0]) != identity(path)  # both might be worked in
    assert path.read_bytes() == before
    assert [file.name for file in this_pc.iterdir()] == ["maison.db"]
    again, _ = start_program(switched[0])
    assert again.window.page_key() == "dashboard"


def test_a_file_of_that_name_on_this_pc_is_not_touched(
    start_program: StartProgram, demonstration_house: Path, tmp_path: Path, this_pc: Path, switched: list[Path]
) -> None:
    path = tmp_path / "Dropbox" / "maison.db"
    path.parent.mkdir()
    shutil.copyfile(demonstration_house, path)
    (this_pc / "maison.db").write_bytes(b"autre chose")
    start_program(path)
    assert switched == [this_pc / "maison-2.db"]
    assert (this_pc / "maison.db").read_bytes() == b"autre chose"


def test_whoever_does_not_want_the_copy_leaves_everything_as_it_was(
    start_program: StartProgram,
    demonstration_house: Path,
    tmp_path: Path,
    this_pc: Path,
    switched: list[Path],
    said: Said,
) -> None:
    path = tmp_path / "Dropbox" / "maison.db"
    path.parent.mkdir()
    shutil.copyfile(demonstration_house, path)
    said.agree = False
    program, _ = start_program(path)
    assert not program.window.isVisible()
    assert switched == []
    assert list(this_pc.iterdir()) == []


@pytest.fixture
def stick(tmp_path: Path, demonstration_house: Path) -> Iterator[Path]:
    """A stick that can be read and not written."""
    folder = tmp_path / "cle"
    folder.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "essai", folder], check=False, capture_output=True).returncode:
        pytest.skip("this machine does not let disks be mounted")
    shutil.copyfile(demonstration_house, folder / "maison.db")
    subprocess.run(["mount", "-o", "remount,ro", folder], check=True)
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_a_house_on_a_read_only_stick_is_copied_here_on_request(
    start_program: StartProgram, stick: Path, this_pc: Path, switched: list[Path], said: Said
) -> None:
    start_program(stick / "maison.db")
    assert "ne peut pas écrire" in said.asked[-1]
    assert switched == [this_pc / "maison.db"]
    assert people(switched[0]) == people(stick / "maison.db")


def test_a_full_disk_is_told_in_the_page_and_work_goes_on_once_there_is_room(
    start_program: StartProgram, demonstration: Path
) -> None:
    program, _ = start_program(demonstration)
    assert program.workspace is not None
    page = program.window.go_to("settings")
    assert isinstance(page, SettingsPage)
    pages = demonstration.stat().st_size // 4096
    weaken(program.workspace.database, [f"max_page_count = {pages}"])
    written = 0
    while not page.form.problems_shown():
        written += 1
        assert written < 200
        page.form.set_values({"service": f"Service {written} " + "é" * 90})
        page.save()
    assert "disque est plein" in page.form.problems_shown()[0]
    weaken(program.workspace.database, ["max_page_count = 1000000"])
    page.save()
    assert page.form.problems_shown() == []
    with closing(driver.connect_to_read(demonstration)) as connection:
        assert connection.execute("SELECT service FROM office").fetchone()[0].startswith(f"Service {written} ")


def test_a_damaged_file_shows_what_its_copy_holds_before_it_comes_back(
    start_program: StartProgram, demonstration: Path, said: Said
) -> None:
    copy = backups.back_up(demonstration, Reason.DAILY)
    spoil(demonstration)
    program, _ = start_program(demonstration)
    assert copy.name in said.asked[-1]
    assert "190 personnes" in said.asked[-1]
    assert program.window.page_key() == "dashboard"
    [aside] = demonstration.parent.glob("*-avant-restauration-*.db")
    assert aside.read_bytes()[100:4096] == b"\xff" * 3996


def test_a_damaged_file_without_a_copy_here_takes_one_from_a_stick(
    start_program: StartProgram, demonstration: Path, said: Said, tmp_path: Path
) -> None:
    said.file = backups.back_up(demonstration, Reason.DAILY, to=tmp_path / "cle")
    spoil(demonstration)
    program, _ = start_program(demonstration)
    assert "[Choisir une sauvegarde…]" in said.asked[-2]
    assert program.window.page_key() == "dashboard"


def test_a_damaged_file_is_left_as_it_is_by_whoever_quits(
    start_program: StartProgram, demonstration: Path, said: Said
) -> None:
    backups.back_up(demonstration, Reason.DAILY)
    spoil(demonstration)
    before = demonstration.read_bytes()
    said.agree = False
    program, _ = start_program(demonstration)
    assert not program.window.isVisible()
    assert demonstration.read_bytes() == before


def test_a_long_check_after_a_power_cut_is_shown_and_leads_to_the_house(
    start_program: StartProgram, demonstration: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_house(demonstration).close()
    demonstration.with_name("maison.db.lock").write_bytes(b" 4242@poste ")
    shown, checked = threading.Event(), threading.current_thread()
    true_check = backups.is_whole

    def slow_check(*about: object) -> bool:
        assert threading.current_thread() is not checked
        assert shown.wait(10)
        return true_check(*about)  # type: ignore[arg-type]

    monkeypatch.setattr(opening, "is_whole", slow_check)
    seen: list[str] = []

    def look() -> None:
        for window in QApplication.topLevelWidgets():
            seen.extend(label.text() for label in visible_labels(window) if label.text() == CHECKING)
        if seen:
            shown.set()

    watch = QTimer(interval=50)
    watch.timeout.connect(look)
    watch.start()
    program, _ = start_program(demonstration)
    watch.stop()
    assert seen
    assert program.window.page_key() == "dashboard"
    assert program.window.navigation.isVisible()


def visible_labels(window: QWidget) -> list[QLabel]:
    return [label for label in window.findChildren(QLabel) if label.isVisible()]


def spoil(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[100:4096] = b"\xff" * 3996
    path.write_bytes(content)
