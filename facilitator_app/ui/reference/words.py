"""How the page says what loading a table changed."""

from __future__ import annotations

from facilitator_app.domain.values import counted
from facilitator_app.use_cases.reference.loading import Report, TableReport


def told(report: Report) -> str:
    """One line for each table, then what was left aside."""
    return "\n".join([*(_of_table(table) for table in report.tables), *report.remarks])


def _of_table(table: TableReport) -> str:
    changes = [
        counted(count, one, several)
        for count, one, several in (
            (table.added, "ajoutée", "ajoutées"),
            (table.removed, "retirée", "retirées"),
            (table.changed, "changée", "changées"),
        )
        if count
    ]
    said = ", ".join(changes) or "rien n’a changé"
    return f"{table.kind.label}\u00a0: {counted(table.rows, 'ligne')} ({said})."
