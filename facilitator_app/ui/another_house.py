"""Leaving this house for another: the file that is chosen, the demonstration house, the program started again."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QProcess
from PySide6.QtWidgets import QWidget

from facilitator_app.places import data_folder, this_program
from facilitator_app.ui import dialogs
from facilitator_app.ui.demonstration import DemonstrationDialog


def choose(window: QWidget, here: Path) -> Path | None:
    """Ask for another house than the one that is here."""
    path = dialogs.choose_file(window, "Ouvrir une autre base", "Bases d’Arrimage (*.db)", here.parent)
    return None if path == here else path


def demonstration(window: QWidget) -> Path | None:
    """The demonstration house, built once beside the user's own; None when its building was stopped."""
    path = data_folder() / "demonstration" / "arrimage.db"
    return path if path.exists() or DemonstrationDialog.build(window, path) else None


def start_on(path: Path) -> None:
    """Start the program once more, on this file, beside this one, which is to close."""
    program, *arguments = this_program()
    QProcess.startDetached(program, [*arguments, "--database", str(path)])
