"""The steps of a list of people."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from facilitator_app.domain.values import counted
from facilitator_app.ui.importing.control_step import written_size
from facilitator_app.ui.importing.flow import Flow
from facilitator_app.ui.importing.people_control_step import PeopleControlStep
from facilitator_app.ui.importing.people_jobs import (
    Fields,
    PeopleImported,
    PeopleReading,
    people_mapping_job,
    people_reading_job,
    people_writing_job,
)
from facilitator_app.ui.importing.people_match_step import PeopleMatchStep
from facilitator_app.ui.importing.result_step import ResultStep
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.import_report import Outcome
from facilitator_app.use_cases.people_import.decisions import PeopleDecisions, written_people
from facilitator_app.use_cases.people_import.written_report import report_bytes


class PeopleFlow(Flow):
    """The file is read again when its columns are corrected, or another sheet is chosen."""

    control: PeopleControlStep
    match: PeopleMatchStep
    kinds = "Classeur (*.xlsx);;CSV (*.csv)"

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(workspace, parent, PeopleControlStep(), PeopleMatchStep(), ResultStep("Voir les personnes"))
        self._reading: PeopleReading | None = None
        self._imported: PeopleImported | None = None
        self.control.read_again.connect(self._read_again)
        self.control.sheet_chosen.connect(self._read_sheet)

    def read(self, path: Path, sheet: str = "") -> None:
        self.control.show_waiting()
        self.job_wanted.emit(people_reading_job(self._workspace, path, sheet), f"Lecture de {path.name}")

    def forget(self) -> None:
        self._reading, self._imported = None, None
        self.match.show_decisions(PeopleDecisions([]))

    def came_back(self) -> bool:
        if self._reading is not None:
            self.control.show_reading(self._reading, self.match.decisions)
        return self._reading is not None

    def finished(self, done: PeopleReading | PeopleImported) -> None:
        if isinstance(done, PeopleReading):
            self._reading = done
            report, decisions = done.report, PeopleDecisions(done.lines)
            self.about.emit(f"{report.file} · {written_size(done.stamp[0])} · {counted(report.read, 'personne')}")
            self.match.show_decisions(decisions)
            self.control.show_reading(done, decisions)
            return
        self._imported = done
        self._say_done(
            written_people(done.report.counts),
            done.report.file,
            "Les critères annoncés par le fichier attendent que vous voyiez leur justificatif."
            if done.report.counts[Outcome.CREATED]
            else "Aucune personne nouvelle.",
        )

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
            job = people_writing_job(self._workspace, self._reading, self.match.decisions)
            self._start_import(job, "Import des personnes")

    def _go_on(self) -> None:
        self.go_to.emit("beneficiaries", {})

    def _write_account(self, path: Path) -> None:
        if self._imported is not None:
            path.write_bytes(report_bytes(self._imported.lines, path.suffix.casefold().removeprefix(".")))
