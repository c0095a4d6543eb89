"""The report of an import as text, to be kept or sent; and which import was the latest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.journal import Gesture
from facilitator_app.domain.values import NO_BREAK_SPACE, written_date
from facilitator_app.use_cases.contract_import.decisions import written_outcome
from facilitator_app.use_cases.contract_import.outcome import Line, Report
from facilitator_app.use_cases.import_report import Outcome

BEGINNING = "Import de "


def latest_import(session: Session) -> str:
    """`decp_2026.json, le 24/11/2026`: the file last imported, or nothing."""
    row = session.execute(
        select(Gesture.label, Gesture.at)
        .where(Gesture.label.startswith(BEGINNING, autoescape=True), Gesture.undoes.is_(None))
        .order_by(Gesture.at.desc())
        .limit(1)
    ).first()
    return f"{row.label.removeprefix(BEGINNING)}, le {written_date(row.at.astimezone().date())}" if row else ""


def written_report(report: Report, lines: Sequence[Line], today: dt.date) -> str:
    """The whole report as text: counts, then each contract under what became of it, then the remarks."""
    parts = [
        f"Import de {report.file}, le {written_date(today)}",
        f"Format{NO_BREAK_SPACE}: {report.format}",
        f"Résultat{NO_BREAK_SPACE}: {written_outcome(report.counts)}",
    ]
    for outcome in Outcome:
        same = [line for line in lines if line.outcome is outcome]
        if same:
            parts += ["", f"{outcome.label} ({len(same)})", *(f"- {_described(line)}" for line in same)]
    if report.warnings:
        parts += ["", f"Remarques ({len(report.warnings)})", *(f"- {warning}" for warning in report.warnings)]
    return "\n".join(parts) + "\n"


def _described(line: Line) -> str:
    more = [line.joined, line.reason, f"change {', '.join(line.differences)}" if line.differences else ""]
    said = "\u00a0; ".join(part for part in more if part)
    return f"{line.label} ({said})" if said else line.label
