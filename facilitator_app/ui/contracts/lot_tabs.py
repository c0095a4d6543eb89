"""The columns of the lists of a lot: people, months, needs, documents."""

from __future__ import annotations

import datetime as dt

from facilitator_app.domain.need import NeedState
from facilitator_app.domain.placement import StatementState
from facilitator_app.domain.values import written_date, written_hours, written_number
from facilitator_app.ui.rows import Column
from facilitator_app.use_cases.lot_sheet import MonthLine
from facilitator_app.use_cases.lot_tabs import DocumentLine, NeedLine
from facilitator_app.use_cases.placements import PlacementRow

_STATES = {StatementState.VALIDATED: "success", StatementState.REOPENED: "warning"}
_NEEDS = {NeedState.OPEN: "info", NeedState.FILLED: "success"}

PEOPLE: tuple[Column[PlacementRow], ...] = (
    Column("Personne", lambda row: row.person, second=lambda row: row.employer, strong=True, stretch=True),
    Column("Contrat", lambda row: row.contract, hidden_below=620),
    Column("Début", lambda row: written_date(row.starts_on), sort_key=lambda row: row.starts_on, hidden_below=560),
    Column("Fin", lambda row: written_date(row.ends_on), sort_key=lambda row: row.ends_on),
    Column("Heures", lambda row: written_number(row.hours), sort_key=lambda row: row.hours, number=True),
    Column(
        "Éligible",
        lambda row: f"jusqu’au {written_date(row.eligible_until)}" if row.eligible_until else _eligible(row),
        tone=lambda row: "" if row.eligible else "warning",
    ),
)
MONTHS: tuple[Column[MonthLine], ...] = (
    Column("Mois", lambda row: row.month.full_name, sort_key=lambda row: row.month, strong=True, stretch=True),
    Column("Salariés", lambda row: str(row.people), sort_key=lambda row: row.people, number=True, hidden_below=460),
    Column("Heures", lambda row: written_hours(row.hours), sort_key=lambda row: row.hours, number=True),
    Column("Cumul", lambda row: written_hours(row.total), sort_key=lambda row: row.total, number=True),
    Column(
        "État",
        lambda row: (row.state or StatementState.DRAFT).label,
        tone=lambda row: _STATES.get(row.state or StatementState.DRAFT, "neutral"),
        badge=True,
    ),
)
NEEDS: tuple[Column[NeedLine], ...] = (
    Column("Besoin", lambda row: row.code),
    Column("Poste", lambda row: row.title, strong=True, stretch=True),
    Column("Postes", lambda row: str(row.posts), sort_key=lambda row: row.posts, number=True),
    Column("Début", lambda row: written_date(row.starts_on), sort_key=lambda row: row.starts_on, hidden_below=460),
    Column("Contrat", lambda row: f"{row.contract}, {row.hours_per_week}\u00a0h", hidden_below=620),
    Column("Lieu", lambda row: row.place, hidden_below=760),
    Column("État", lambda row: row.state.label, tone=lambda row: _NEEDS.get(row.state, "neutral"), badge=True),
)
DOCUMENTS: tuple[Column[DocumentLine], ...] = (
    Column("Document", lambda row: row.kind, second=lambda row: row.perimeter, strong=True, stretch=True),
    Column("Numéro", lambda row: row.number),
    Column(
        "Mois", lambda row: row.month.full_name if row.month else "–", sort_key=lambda row: row.month, hidden_below=600
    ),
    Column("Édité le", lambda row: _moment(row.issued_at), sort_key=lambda row: row.issued_at),
    Column("Par", lambda row: row.issued_by, hidden_below=900),
    Column("État", lambda row: "Provisoire" if row.provisional else "Définitif", badge=True),
)


def _eligible(row: PlacementRow) -> str:
    return "oui, sans terme" if row.eligible else "à établir"


def _moment(at: dt.datetime) -> str:
    return f"{at.astimezone():%d/%m/%Y %H:%M}"
