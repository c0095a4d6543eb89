"""A lot with twelve people at work, as on the drawing of the page: invented names, invented hours."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from facilitator_app.database.connection import Database
from facilitator_app.domain.keys import Key
from facilitator_app.domain.placement import EmploymentContract as Kind
from facilitator_app.domain.values import Hours, Month, hours
from facilitator_app.use_cases import hours as monthly
from tests import make

OCTOBER = Month(2026, 10)
TODAY = dt.date(2026, 11, 24)

# Name, contract, employer, eligible until, July, August, September, October (None: not known yet), proof, note
WORKERS = (
    ("Belkacem", "Yanis", Kind.PROFESSIONAL, "GEIQ BTP", "2028-03-11", "112", "70", "126", "119.5", True, ""),
    ("Castellan", "Bruno", Kind.PERMANENT, "Batirade", "2028-04-02", "151.67", "84", "151.67", "151.67", True, ""),
    ("Diallo", "Mariama", Kind.TEMPORARY, "Étape", "2028-06-16", "35", "63", "112", "126", True, ""),
    ("Ferrandi", "Nadia", Kind.FIXED_TERM, "Batirade", "2028-03-11", "140", "77", "147", "162", True, "À confirmer"),
    ("Garnero", "Sophie", Kind.TEMPORARY, "Étape", "2028-07-20", "0", "42", "105", "98", True, ""),
    ("Haddad", "Inès", Kind.APPRENTICESHIP, "Batirade", "2028-08-31", "0", "0", "70", "84", True, "Hors CFA"),
    ("Imbert", "Julie", Kind.TEMPORARY, "Étape", "2026-12-09", "0", "21", "84", None, False, "Rappel 20/11"),
    ("Ouali", "Sami", Kind.TEMPORARY, "Étape", "2028-04-14", "119", "56", "133", "140", True, ""),
    ("Pastorelli", "Dylan", Kind.PROFESSIONAL, "GEIQ BTP", "2028-05-11", "91", "49", "98", None, False, ""),
    ("Roubaud", "Kevin", Kind.TEMPORARY, "Étape", "2026-10-18", "77", "35", "0", None, False, "Fin 18/10"),
    ("Semeria", "Patrick", Kind.FIXED_TERM, "Batirade", "2028-07-01", "63", "42", "112", None, False, ""),
    ("Traoré", "Lamine", Kind.FIXED_TERM, "Batirade", "2028-05-22", "126", "63", "140", None, False, ""),
)  # fmt: skip


@dataclass(frozen=True)
class Site:
    lot: Key
    placements: tuple[Key, ...]


def twelve_at_work(database: Database, *, october: bool = True) -> Site:
    """July to September are validated; October is begun, or left empty."""
    with database.transaction() as session:
        companies = {name: make.a_company(session, name=name) for name in ("Batirade", "Étape", "GEIQ BTP")}
        contract = make.a_contract(session, short_name="Les Oliviers", number="M-2026-014")
        lot = make.a_lot(
            session,
            companies["Batirade"],
            contract_id=contract.id,
            code="M-2026-014-L1",
            due_hours=hours(7560),
            starts_on=dt.date(2026, 3, 2),
            ends_on=dt.date(2027, 3, 31),
        ).id
        keys = []
        for last, first, kind, employer, until, *_ in WORKERS:
            person = make.a_beneficiary(session, last_name=last, first_name=first).id
            placement = make.a_placement(
                session,
                beneficiary_id=person,
                lot_id=lot,
                employer_id=companies[employer].id,
                contract_type=kind,
                starts_on=dt.date(2026, 7, 1),
                eligible_until=dt.date.fromisoformat(until),
            )
            keys.append(placement.id)
        for month, column in ((7, 5), (8, 6), (9, 7), (10, 8)):
            if month < 10 or october:
                cells: dict[Key, Hours | None] = {
                    key: hours(figure)
                    for key, worker in zip(keys, WORKERS, strict=True)
                    if isinstance(figure := worker[column], str)
                }
                monthly.record(session, lot, Month(2026, month), cells)
            if month < 10:
                session.flush()
                monthly.validate_month(session, lot, Month(2026, month), "Hélène Arnoux", TODAY)
        if october:
            for key, worker in zip(keys, WORKERS, strict=True):
                if worker[9]:
                    monthly.set_proof(session, key, OCTOBER, True)
                if worker[10]:
                    monthly.set_note(session, key, OCTOBER, str(worker[10]))
            monthly.set_month_note(session, lot, OCTOBER, "Intempéries les 21 et 22 octobre, équipe arrêtée.")
    return Site(lot, tuple(keys))
