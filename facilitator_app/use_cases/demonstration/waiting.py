"""A lot of the demonstration where nobody was ever placed, and what the next meeting of the house will talk about."""

from __future__ import annotations

import datetime as dt

from facilitator_app.domain.agenda import AgendaItem
from facilitator_app.domain.contract import Contract, Lot, LotHolder
from facilitator_app.domain.keys import Key, key_of
from facilitator_app.domain.values import Month, euros, hours
from facilitator_app.domain.words import fold
from facilitator_app.use_cases.demonstration.lots import BuiltLot
from facilitator_app.use_cases.demonstration.rows import Rows

_TITLE, _AMOUNT, _DUE = "Espaces verts et clôtures", 240_000, 217
_BESIDE, _HOLDER = "Menuiseries", "Jardins d’Asphodèle"
_LATE, _LATE_WHY = "Sites du littoral", "Aucune embauche depuis deux mois\u00a0: demander un rendez-vous à l’acheteur."
_COMPANY, _COMPANY_WHY = "Électralis Sud", "Deux lots en retard\u00a0: convenir d’un seul correspondant."
_FACILITATOR = "Hélène Arnoux"


def waiting_rows(rows: Rows, today: dt.date, lots: list[BuiltLot]) -> None:
    """In each copy of the house: the last lot of a building site, begun shortly ago, that ends with its contract."""
    for place, beside in enumerate(lots):
        if beside.pattern.title == _BESIDE:
            holder = next(lot.holder for lot in lots[place:] if lot.pattern.holder == _HOLDER)
            _lot(rows, today, beside, holder)
        if beside.pattern.title == _LATE:
            _point(rows, today - dt.timedelta(days=6), _LATE_WHY, lot_id=beside.key)
    company = next(lot.holder for lot in lots if lot.pattern.holder == _COMPANY)
    _point(rows, today - dt.timedelta(days=2), _COMPANY_WHY, company_id=company)


def _lot(rows: Rows, today: dt.date, beside: BuiltLot, holder: Key) -> None:
    like = next(row for row in rows.of(Lot) if row["id"] == beside.key)
    of_contract = [row for row in rows.of(Lot) if row["contract_id"] == like["contract_id"]]
    code, number = beside.code.rpartition("-L")[0], len(of_contract) + 1
    key = key_of("demo", "lot", code, number)
    rows.add(
        Lot, **like | {
            "id": key, "code": f"{code}-L{number}", "number": str(number), "title": _TITLE, "folded": fold(_TITLE),
            "starts_on": Month.of(today).plus(-1).first_day + dt.timedelta(days=6), "amount": euros(_AMOUNT),
            "due_hours": hours(_DUE),
        },
    )  # fmt: skip
    rows.add(
        LotHolder, id=key_of("lot_holder", key, holder), lot_id=key, company_id=holder,
        contact_id=key_of("demo", "contact", holder),
    )  # fmt: skip
    contract = next(row for row in rows.of(Contract) if row["id"] == like["contract_id"])
    contract["amount"] = euros(contract["amount"] + _AMOUNT)


def _point(rows: Rows, day: dt.date, why: str, lot_id: Key | None = None, company_id: Key | None = None) -> None:
    rows.add(
        AgendaItem, id=AgendaItem.key(lot_id or company_id or ""), lot_id=lot_id, company_id=company_id, day=day,
        put_by=_FACILITATOR, why=why,
    )  # fmt: skip
