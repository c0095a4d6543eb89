"""The steps of a file of published contracts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject

from facilitator_app.domain.values import counted, written_number
from facilitator_app.ui.importing.contract_control_step import ContractControlStep
from facilitator_app.ui.importing.contract_jobs import (
    ContractReading,
    ContractsImported,
    contract_reading_job,
    contract_writing_job,
)
from facilitator_app.ui.importing.contract_match_step import ContractMatchStep
from facilitator_app.ui.importing.control_step import written_size
from facilitator_app.ui.importing.flow import Flow
from facilitator_app.ui.importing.result_step import ResultStep
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.contract_import import Line
from facilitator_app.use_cases.contract_import.comparison import Resembling, resembling
from facilitator_app.use_cases.contract_import.decisions import Decisions, written_outcome
from facilitator_app.use_cases.contract_import.written_report import written_report
from facilitator_app.use_cases.import_report import Outcome


class ContractFlow(Flow):
    control: ContractControlStep
    match: ContractMatchStep
    kinds = "Texte (*.txt)"

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        match, result = ContractMatchStep(self._compare), ResultStep("Trier les marchés importés")
        super().__init__(workspace, parent, ContractControlStep(), match, result)
        self._reading: ContractReading | None = None
        self._imported: ContractsImported | None = None

    def read(self, path: Path) -> None:
        self.control.show_waiting()
        self.job_wanted.emit(contract_reading_job(self._workspace, path), f"Lecture de {path.name}, en Ko")

    def forget(self) -> None:
        self._reading, self._imported = None, None
        self.match.show_entries([], Decisions([]))

    def finished(self, done: ContractReading | ContractsImported) -> None:
        if isinstance(done, ContractReading):
            self._reading = done
            report, decisions = done.report, Decisions(done.lines)
            self.about.emit(f"{report.file} · {written_size(done.stamp[0])} · {counted(report.read, 'contrat')}")
            self.match.show_entries(done.entries, decisions)
            self.control.show_reading(done, decisions)
            return
        self._imported = done
        created = done.report.counts[Outcome.CREATED]
        self._say_done(
            written_outcome(done.report.counts),
            done.report.file,
            f"Parmi les {written_number(created)} marchés créés, choisissez ceux que vous suivez."
            if created > 1
            else "Indiquez si vous suivez le marché créé ou si vous le laissez."
            if created
            else "Aucun marché nouveau à trier.",
        )

    def _compare(self, line: Line) -> Sequence[Resembling]:
        return self._workspace.ask(resembling, line)

    def _import(self) -> None:
        if self._reading is not None:
            job = contract_writing_job(self._workspace, self._reading, self.match.decisions)
            self._start_import(job, "Import des contrats")

    def _go_on(self) -> None:
        self.go_to.emit("contracts", {"show": "to_sort"})

    def _write_account(self, path: Path) -> None:
        if self._imported is not None:
            text = written_report(self._imported.report, self._imported.lines, self._workspace.today())
            path.write_text(text, "utf-8-sig", errors="replace")  # the mark by which Windows editors know UTF-8
