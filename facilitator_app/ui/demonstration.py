"""Building the demonstration house from the window: another program does it, its steps are told as they come."""

from __future__ import annotations

import shutil
from pathlib import Path

from PySide6.QtCore import QProcess, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from facilitator_app.places import this_program
from facilitator_app.ui.accessible import announce
from facilitator_app.ui.dialog import Dialog
from facilitator_app.ui.widgets import ActionButton, Label


class DemonstrationDialog(Dialog):
    """Accepted when the house is built; stopped or failed, it leaves nothing behind."""

    def __init__(self, parent: QWidget | None, path: Path) -> None:
        super().__init__(parent)
        self._path, self._last = path, ""
        self.setWindowTitle("Base d’exemple")
        self.setMinimumWidth(520)
        self._steps = Label("", "second")
        self._steps.setWordWrap(True)
        self._steps.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._steps.setMinimumHeight(150)
        stop = ActionButton("&Annuler", "x")
        stop.clicked.connect(self.reject)
        bottom = QHBoxLayout()
        bottom.addStretch()
        bottom.addWidget(stop)
        column = QVBoxLayout(self)
        column.addWidget(Label("Préparation de la base d’exemple, quelques secondes…", "strong"))
        column.addWidget(self._steps, 1)
        column.addLayout(bottom)
        self._program = QProcess(self)
        self._program.readyReadStandardOutput.connect(self._tell)
        self._program.finished.connect(self._finished)
        program, *arguments = this_program()
        self._program.start(program, [*arguments, "demo", str(path.parent)])

    @classmethod
    def build(cls, parent: QWidget | None, path: Path) -> bool:
        """Whether the house is there to be opened."""
        shutil.rmtree(path.parent, ignore_errors=True)
        return cls(parent, path).exec() == QDialog.DialogCode.Accepted

    def reject(self) -> None:
        self._program.finished.disconnect(self._finished)
        self._program.kill()
        self._program.waitForFinished()
        shutil.rmtree(self._path.parent, ignore_errors=True)
        super().reject()

    def _tell(self) -> None:
        lines = self._program.readAllStandardOutput().toStdString().strip().splitlines()
        self._steps.setText("\n".join(filter(None, (self._steps.text(), *lines))))
        if lines:
            announce(self, lines[-1])

    def _finished(self, code: int) -> None:
        if code == 0:
            self.accept()
            return
        said = self._program.readAllStandardError().toStdString().strip().splitlines()
        self._steps.setText(said[-1] if said else "La base d’exemple n’a pas pu être préparée.")
