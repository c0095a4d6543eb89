"""Leaving a house for another: what is asked, and the program that is started on it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from facilitator_app.ui import another_house, dialogs
from facilitator_app.ui.demonstration import DemonstrationDialog


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    shown = QWidget()
    qtbot.addWidget(shown)
    return shown


def test_the_house_that_is_open_is_not_another(
    window: QWidget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, other = tmp_path / "maison.db", tmp_path / "autre.db"
    for chosen, wanted in ((here, None), (other, other), (None, None)):
        monkeypatch.setattr(dialogs, "choose_file", lambda *_, chosen=chosen: chosen)
        assert another_house.choose(window, here) == wanted


def test_the_demonstration_house_is_built_once(
    window: QWidget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = tmp_path / "demonstration" / "arrimage.db"
    built: list[Path] = []

    def build(_parent: QWidget, path: Path) -> bool:
        built.append(path)
        path.parent.mkdir()
        path.write_bytes(b"")
        return True

    monkeypatch.setattr(another_house, "data_folder", lambda: tmp_path)
    monkeypatch.setattr(DemonstrationDialog, "build", lambda *_: False)
    assert another_house.demonstration(window) is None
    monkeypatch.setattr(DemonstrationDialog, "build", build)
    assert another_house.demonstration(window) == house
    assert another_house.demonstration(window) == house
    assert built == [house]


@pytest.mark.parametrize("frozen", [False, True])
def test_the_program_is_started_again_on_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, frozen: bool
) -> None:
    started: list[list[str]] = []

    class Started:
        @staticmethod
        def startDetached(program: str, arguments: list[str]) -> bool:
            started.append([program, *arguments])
            return True

    monkeypatch.setattr(another_house, "QProcess", Started)
    monkeypatch.setattr(sys, "frozen", frozen, raising=False)
    another_house.start_on(tmp_path / "autre.db")
    module = [] if frozen else ["-m", "facilitator_app"]
    assert started == [[sys.executable, *module, "--database", str(tmp_path / "autre.db")]]
