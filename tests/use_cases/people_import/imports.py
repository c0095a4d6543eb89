"""Running an import of people below the window, as it and the command line do."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path

from facilitator_app.database.connection import Database
from facilitator_app.exchange.people import Field, open_people_file
from facilitator_app.use_cases.import_report import Outcome
from facilitator_app.use_cases.people_import import Choice, PeopleImport
from facilitator_app.use_cases.people_import.mapping import fields_of

TODAY = dt.date(2026, 11, 24)


class _NothingWritten(Exception):
    """Ends a dry run: the transaction it leaves is rolled back."""


def imported(
    database: Database,
    path: Path,
    choices: Mapping[str, Choice] | None = None,
    fields: Sequence[Field | None] = (),
) -> PeopleImport:
    """For good. The report counts every line once."""
    coming = _made(database, path, choices, fields)
    with database.transaction() as session:
        for _ in coming.run(session):
            pass
    report = coming.report
    assert report.read == sum(report.counts[outcome] for outcome in Outcome) == len(coming.lines)
    return coming


def looked_at(database: Database, path: Path) -> PeopleImport:
    """What an import would do, nothing being written."""
    coming = _made(database, path, None, ())
    with contextlib.suppress(_NothingWritten), database.transaction() as session:
        for _ in coming.run(session):
            pass
        raise _NothingWritten
    return coming


def outcomes(coming: PeopleImport) -> list[Outcome]:
    return [line.outcome for line in coming.lines]


def _made(
    database: Database, path: Path, choices: Mapping[str, Choice] | None, fields: Sequence[Field | None]
) -> PeopleImport:
    file = open_people_file(path)
    with database.reading() as session:
        return PeopleImport(file, fields or fields_of(session, file), TODAY, choices)
