"""The two jobs of a list of people that run in the background: reading it without writing anything, then importing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from facilitator_app.domain.refusal import Refusal
from facilitator_app.ui.importing.jobs import CHANGED, Steps, stamp_of, undone
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.people_import import (
    Field,
    PeopleFile,
    PeopleImport,
    PeopleReport,
    PersonLine,
    lacking,
    open_people_file,
)
from facilitator_app.use_cases.people_import.decisions import PeopleDecisions
from facilitator_app.use_cases.people_import.mapping import fields_of

Fields = tuple[Field | None, ...]


@dataclass(frozen=True, slots=True)
class PeopleReading:
    """What a list would bring with these columns; without lines when `lacking` says which column is not there."""

    file: PeopleFile
    stamp: tuple[int, int]  # bytes, and when it was last written: whether the file is still the one that was read
    fields: Fields
    lacking: str
    lines: list[PersonLine]
    report: PeopleReport


@dataclass(frozen=True, slots=True)
class PeopleImported:
    """What a list did bring."""

    lines: list[PersonLine]
    report: PeopleReport


def people_reading_job(workspace: Workspace, path: Path, sheet: str = "") -> Callable[[], Steps]:
    """Read the file, guess its columns, run the import and undo all of it."""

    def job() -> Steps:
        stamp = stamp_of(path)
        file = open_people_file(path, sheet)
        yield 1, 2
        return (yield from _dry_run(workspace, file, stamp, workspace.ask(fields_of, file)))

    return job


def people_mapping_job(workspace: Workspace, reading: PeopleReading, fields: Fields) -> Callable[[], Steps]:
    """The same file again, its columns being what the facilitator says."""

    def job() -> Steps:
        return (yield from _dry_run(workspace, reading.file, reading.stamp, fields))

    return job


def people_writing_job(workspace: Workspace, reading: PeopleReading, decisions: PeopleDecisions) -> Callable[[], Steps]:
    """Import what was decided, all or nothing, and only if it does what was announced; a safety copy comes first."""
    choices = decisions.choices()

    def job() -> Steps:
        if stamp_of(reading.file.path) != reading.stamp:
            raise Refusal.because(CHANGED)
        real = PeopleImport(reading.file, reading.fields, workspace.today(), choices)
        workspace.back_up("avant-import")
        with workspace.transaction() as session:
            yield from real.run(session)
            if not decisions.are_met_by(real.report):
                raise Refusal.because(CHANGED)
        return PeopleImported(real.lines, real.report)

    return job


def _dry_run(workspace: Workspace, file: PeopleFile, stamp: tuple[int, int], fields: Sequence[Field | None]) -> Steps:
    dry = PeopleImport(file, fields, workspace.today())
    missing = lacking(fields)
    if not missing:
        with undone(workspace) as session:
            yield from dry.run(session)
    return PeopleReading(file, stamp, tuple(fields), missing, dry.lines, dry.report)
