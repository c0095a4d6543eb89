"""The two jobs of a file of contracts that run in the background: reading it, writing nothing, then importing it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from facilitator_app.domain.refusal import Refusal
from facilitator_app.ui.importing.contract_table import Entry
from facilitator_app.ui.importing.jobs import CHANGED, Steps, stamp_of, undone
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.contract_import import ContractImport, Line, Report
from facilitator_app.use_cases.contract_import.decisions import Decisions


@dataclass(frozen=True, slots=True)
class ContractReading:
    """What a file would bring; `stamp` tells whether the file is still the one that was read."""

    path: Path
    stamp: tuple[int, int]
    entries: list[Entry]
    report: Report

    @property
    def lines(self) -> list[Line]:
        return [entry.line for entry in self.entries]


@dataclass(frozen=True, slots=True)
class ContractsImported:
    """What a file did bring."""

    lines: list[Line]
    report: Report


def contract_reading_job(workspace: Workspace, path: Path) -> Callable[[], Steps]:
    """Run the import, then undo all of it; progress in kilobytes, which any counter can hold."""

    def job() -> Steps:
        dry = ContractImport(path, keep_lines=True)
        stamp = stamp_of(path)
        with undone(workspace) as session:
            for done, total in dry.run(session):
                yield done // 1024, max(total // 1024, 1)
        entries = [Entry.of(place, line) for place, line in enumerate(dry.lines)]
        return ContractReading(path, stamp, entries, dry.report)

    return job


def contract_writing_job(workspace: Workspace, reading: ContractReading, decisions: Decisions) -> Callable[[], Steps]:
    """Import what was decided, all or nothing, and only if it does what was announced; a safety copy comes first."""
    choices = decisions.choices()

    def job() -> Steps:
        real = ContractImport(reading.path, choices, keep_lines=True)
        if stamp_of(reading.path) != reading.stamp:
            raise Refusal.because(CHANGED)
        workspace.back_up("avant-import")
        with workspace.transaction() as session:
            for _ in real.run(session):
                yield real.report.read, reading.report.read
            if not decisions.are_met_by(real.report):
                raise Refusal.because(CHANGED)
        return ContractsImported(real.lines, real.report)

    return job
