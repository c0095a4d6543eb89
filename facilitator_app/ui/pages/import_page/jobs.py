"""The two jobs that run in the background: reading a file without writing anything, then importing it."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import NO_BREAK_SPACE
from facilitator_app.ui.pages.import_page.contract_table import Entry
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.contract_import import ContractImport, Line, Report
from facilitator_app.use_cases.contract_import.decisions import Decisions

Steps = Generator[tuple[int, int], None, Any]
CHANGED = (
    f"Le fichier ou la base ont changé depuis le contrôle{NO_BREAK_SPACE}: rien n’a été écrit. "
    "Relancez le contrôle, puis importez."
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file would bring; `stamp` tells whether the file is still the one that was read."""

    path: Path
    size: int  # bytes
    stamp: tuple[int, int]
    entries: list[Entry]
    report: Report

    @property
    def lines(self) -> list[Line]:
        return [entry.line for entry in self.entries]


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file did bring."""

    lines: list[Line]
    report: Report


class _NothingWritten(Exception):
    """Ends a dry run: the transaction it leaves is rolled back."""


def reading_job(workspace: Workspace, path: Path) -> Callable[[], Steps]:
    """Run the import, then undo all of it; progress in kilobytes, which any counter can hold."""

    def job() -> Steps:
        dry = ContractImport(path, keep_lines=True)
        stamp = stamp_of(path)
        try:
            with workspace.transaction() as session:
                for done, total in dry.run(session):
                    yield done // 1024, max(total // 1024, 1)
                raise _NothingWritten
        except _NothingWritten:
            entries = [Entry.of(place, line) for place, line in enumerate(dry.lines)]
            return Reading(path, stamp[0], stamp, entries, dry.report)

    return job


def writing_job(workspace: Workspace, reading: Reading, decisions: Decisions) -> Callable[[], Steps]:
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
        return Imported(real.lines, real.report)

    return job


def stamp_of(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        raise Refusal.because(f"Ce fichier est introuvable{NO_BREAK_SPACE}: vérifiez son nom et son dossier.") from None
    return found.st_size, found.st_mtime_ns
