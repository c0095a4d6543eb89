"""The steps of a list of people, from its columns to what was imported; the page shows them and runs their jobs."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import counted
from facilitator_app.domain.words import file_name
from facilitator_app.ui import dialogs
from facilitator_app.ui.pages.import_page.control_step import written_size
from facilitator_app.ui.pages.import_page.people_control_step import PeopleControlStep
from facilitator_app.ui.pages.import_page.people_jobs import (
    Fields,
    PeopleImported,
    PeopleReading,
    people_mapping_job,
    people_reading_job,
    people_writing_job,
)
from facilitator_app.ui.pages.import_page.people_match_step import PeopleMatchStep
from facilitator_app.ui.pages.import_page.result_step import ResultStep
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.contract_import.outcome import Outcome
from facilitator_app.use_cases.people_import.account import account_bytes
from facilitator_app.use_cases.people_import.decisions import PeopleDecisions, written_people

NOT_SAVED = "Le compte rendu ne peut pas être écrit dans ce dossier\u00a0: choisissez-en un autre."
KINDS = "Classeur (*.xlsx);;CSV (*.csv)"


class PeopleFlow(QObject):
    """Writes nothing itself before the import is asked for."""

    control_wanted, match_wanted, result_wanted = Signal(), Signal(), Signal(bool)
    """The step to show; the last says whether the import is finished."""
    job_wanted = Signal(object, str)
    about = Signal(str)
    """The file at hand, in a few words."""
    problem = Signal(str)
    people_asked = Signal()

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._reading: PeopleReading | None = None
        self._imported: PeopleImported | None = None
        self._decisions = PeopleDecisions([])
        self.control, self.match, self.result = PeopleControlStep(), PeopleMatchStep(), ResultStep()
        self.result.sort.setText("Voir les personnes")
        self.control.proceed.connect(self.match_wanted)
        self.control.read_again.connect(self._read_again)
        self.control.sheet_chosen.connect(self._read_sheet)
        self.match.back.connect(self.control_wanted)
        self.match.import_asked.connect(self._import)
        self.result.sort_asked.connect(self.people_asked)
        self.result.save_asked.connect(self._save_account)

    @property
    def steps(self) -> tuple[QWidget, QWidget, QWidget]:
        return self.control, self.match, self.result

    @property
    def zones(self) -> tuple[QWidget, ...]:
        return self.match.chips, self.match.table, self.match.panel

    def read(self, path: Path, sheet: str = "") -> None:
        self.control.show_waiting()
        self.job_wanted.emit(people_reading_job(self._workspace, path, sheet), f"Lecture de {path.name}")

    def forget(self) -> None:
        """Nothing of the file stays in the memory of the page."""
        self._reading, self._imported = None, None
        self._show_decisions(PeopleDecisions([]))

    def came_back(self) -> bool:
        """After a reading stopped or failed: whether there is an earlier one to show again."""
        if self._reading is not None:
            self.control.show_reading(self._reading, self._decisions)
        return self._reading is not None

    def finished(self, done: PeopleReading | PeopleImported) -> None:
        if isinstance(done, PeopleReading):
            self._reading = done
            self._show_decisions(PeopleDecisions(done.lines))
            count = counted(done.report.read, "personne")
            self.about.emit(f"{done.report.file} · {written_size(done.stamp[0])} · {count}")
            self.control.show_reading(done, self._decisions)
            return
        self._imported = done
        self.result_wanted.emit(True)
        counts = done.report.counts
        said, created = written_people(counts), counts[Outcome.CREATED]
        self.result.show_said(
            f"{said[0].upper()}{said[1:]}.",
            done.report.file,
            "Les critères annoncés par le fichier attendent que vous voyiez leur justificatif." if created
            else "Aucune personne nouvelle.",
        )  # fmt: skip
        self._workspace.done.emit(f"Import de {done.report.file}")

    def _show_decisions(self, decisions: PeopleDecisions) -> None:
        self._decisions = decisions
        self.match.show_lines(decisions)

    def _read_again(self, fields: Fields) -> None:
        if self._reading is not None:
            self.control.show_waiting()
            job = people_mapping_job(self._workspace, self._reading, fields)
            self.job_wanted.emit(job, f"Lecture de {self._reading.report.file}")

    def _read_sheet(self, sheet: str) -> None:
        if self._reading is not None:
            self.read(self._reading.file.path, sheet)

    def _import(self) -> None:
        if self._reading is not None:
            self.result.show_waiting()
            self.result_wanted.emit(False)
            job = people_writing_job(self._workspace, self._reading, self._decisions)
            self.job_wanted.emit(job, "Import des personnes")

    def _save_account(self) -> None:
        if self._imported is None:
            return
        stem = Path(self._imported.report.file).stem
        proposed = Path.home() / file_name("import", f"{self._workspace.today():%Y-%m-%d}", stem, kind="xlsx")
        path = dialogs.choose_new_file(self.result, "Enregistrer le compte rendu", proposed, KINDS)
        if path is None:
            return
        try:
            path.write_bytes(account_bytes(self._imported.lines, path.suffix.casefold().removeprefix(".")))
        except OSError:
            self.problem.emit(NOT_SAVED)
        except Refusal as refusal:
            self.problem.emit(str(refusal))
