"""The steps of one kind of file, from what it holds to what was imported; the page shows them and runs their jobs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.words import file_name
from facilitator_app.ui import dialogs
from facilitator_app.ui.importing.control_step import ControlStep
from facilitator_app.ui.importing.match_step import MatchStep
from facilitator_app.ui.importing.result_step import ResultStep
from facilitator_app.ui.workspace import Workspace

NOT_SAVED = "Le compte rendu ne peut pas être écrit dans ce dossier\u00a0: choisissez-en un autre."


class Flow(QObject):
    """Writes nothing itself before the import is asked for."""

    control_wanted, match_wanted, result_wanted = Signal(), Signal(), Signal(bool)
    """The step to show; the last says whether the import is finished."""
    job_wanted = Signal(object, str)
    """What to give to the background, and its title."""
    about = Signal(str)
    """The file at hand, in a few words."""
    problem = Signal(str)
    again = Signal()
    """Another file is wanted."""
    go_to = Signal(str, dict)
    kinds = ""
    """What the account may be saved as, for the file dialog; the first is proposed."""

    def __init__(
        self,
        workspace: Workspace,
        parent: QObject,
        control: ControlStep,
        match: MatchStep[Any, Any],
        result: ResultStep,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._imported_file = ""
        self.control, self.match, self.result = control, match, result
        self.control.proceed.connect(self.match_wanted)
        self.control.give_up.connect(self.again)
        self.match.back.connect(self.control_wanted)
        self.match.give_up.connect(self.again)
        self.match.import_asked.connect(self._import)
        self.result.proceed.connect(self._go_on)
        self.result.save_asked.connect(self._save_account)
        self.result.again.connect(self.again)

    @property
    def steps(self) -> tuple[QWidget, QWidget, QWidget]:
        return self.control, self.match, self.result

    @property
    def zones(self) -> tuple[QWidget, ...]:
        return self.match.chips, self.match.table, self.match.panel

    def read(self, path: Path) -> None:
        """The page already shows the second step."""
        raise NotImplementedError

    def forget(self) -> None:
        """Nothing of the file stays in the memory of the page."""
        raise NotImplementedError

    def came_back(self) -> bool:
        """After a reading stopped or failed: whether there is an earlier one to show again."""
        return False

    def finished(self, done: Any) -> None:
        """A job ended well, with what it gives."""
        raise NotImplementedError

    def _import(self) -> None:
        raise NotImplementedError

    def _go_on(self) -> None:
        """To the page where the work goes on after the import."""
        raise NotImplementedError

    def _write_account(self, path: Path) -> None:
        """What the import did, line by line; raises OSError or Refusal."""
        raise NotImplementedError

    def _start_import(self, job: object, title: str) -> None:
        self.result.show_waiting()
        self.result_wanted.emit(False)
        self.job_wanted.emit(job, title)

    def _say_done(self, written: str, file: str, what_next: str) -> None:
        self._imported_file = file
        self.result_wanted.emit(True)
        self.result.show_result(written, file, what_next)
        self._workspace.done.emit(f"Import de {file}")

    def _save_account(self) -> None:
        suffix = self.kinds.partition("*")[2].partition(")")[0]
        stem, day = Path(self._imported_file).stem, f"{self._workspace.today():%Y-%m-%d}"
        proposed = Path.home() / file_name("import", day, stem, kind=suffix.removeprefix("."))
        path = dialogs.choose_new_file(self.result, "Enregistrer le compte rendu", proposed, self.kinds)
        if path is None:
            return
        try:
            self._write_account(path)
        except OSError:
            self.problem.emit(NOT_SAVED)
        except Refusal as refusal:
            self.problem.emit(str(refusal))
