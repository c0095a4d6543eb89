"""What happened to a lot, in words: who changed what, from which value to which."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from facilitator_app.domain.contract import Lot
from facilitator_app.domain.keys import Key
from facilitator_app.domain.values import written_date, written_euros, written_hours, written_percent
from facilitator_app.use_cases import gestures

_SILENT = {"folded", "removed", "contract_id"}


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One gesture on the lot, and the fields it changed («Heures dues : 7 000 h → 7 560 h»)."""

    gesture_id: Key
    at: dt.datetime
    author: str
    label: str
    changes: str


def lot_history(session: Session, lot_id: str) -> list[HistoryLine]:
    """Every gesture on the lot itself, the latest first."""
    lines: dict[Key, HistoryLine] = {}
    for change in gestures.history(session, lot_id):
        said = _said(change)
        known = lines.get(change.gesture_id)
        told = "\u00a0; ".join(part for part in (known.changes if known else "", said) if part)
        lines[change.gesture_id] = HistoryLine(change.gesture_id, change.at, change.author, change.label, told)
    return list(reversed(lines.values()))


def _said(change: gestures.ChangeLine) -> str:
    if change.field == "removed" and change.after:
        return "retiré"
    if change.field in _SILENT or (change.before in (None, "") and change.after in (None, "")):
        return ""
    before, after = (_written(change.field, value) for value in (change.before, change.after))
    return f"{_NAMES.get(change.field, change.field)}\u00a0: {after}" + (f" (avant\u00a0: {before})" if before else "")


def _written(field: str, value: Any) -> str:
    """A journalled value as the screen says it."""
    if value is None or value == "":
        return ""
    read = Lot.fields()[field].read_back(value)
    write = _WRITERS.get(field)
    return write(read) if write else str(getattr(read, "label", read))


_NAMES = {
    "number": "Numéro", "title": "Intitulé", "code": "Code", "segment": "Segment", "clause": "Outil",
    "due_hours": "Heures dues", "due_reason": "Motif", "amount": "Montant", "labour_share": "Part de main-d’œuvre",
    "insertion_rate": "Effort d’insertion", "hourly_cost": "Coût horaire", "starts_on": "Début", "ends_on": "Fin",
    "commune_code": "Commune", "closed_on": "Clos le",
}  # fmt: skip
_WRITERS: dict[str, Callable[[Any], str]] = {
    "due_hours": written_hours,
    "amount": written_euros,
    "hourly_cost": written_euros,
    "labour_share": lambda share: written_percent(share, 2).replace(",00", ""),
    "insertion_rate": lambda share: written_percent(share, 2).replace(",00", ""),
    "starts_on": written_date,
    "ends_on": written_date,
    "closed_on": written_date,
}
