"""The demonstration's insertion structures: their agreements, the PASS IAE of their people, contacts made sure of."""

from __future__ import annotations

import datetime as dt
from random import Random

from facilitator_app.domain.beneficiary import EligibilityProof, StructureKind
from facilitator_app.domain.company import Company, CompanyKind, Contact
from facilitator_app.domain.keys import key_of
from facilitator_app.domain.placement import Placement
from facilitator_app.domain.values import add_months
from facilitator_app.use_cases.demonstration.names import ADVISORS, TOWNS
from facilitator_app.use_cases.demonstration.people import JOBS
from facilitator_app.use_cases.demonstration.rows import Rows

_KINDS = {
    CompanyKind.ETTI: StructureKind.ETTI, CompanyKind.GEIQ: StructureKind.GEIQ, CompanyKind.AI: StructureKind.AI,
    CompanyKind.EI: StructureKind.EI,
}  # fmt: skip


def structure_rows(rows: Rows, today: dt.date, seed: int) -> None:
    """Half of those who work for a structure have their PASS IAE, or their GEIQ contract, noted."""
    random = Random(f"structures {seed}")
    companies = {}
    for row in rows.of(Company):
        if row["kind"] in _KINDS:
            companies[row["id"]] = row
        _agree(row, random, today)
    for contact in rows.of(Contact):
        contact["checked_on"] = today - dt.timedelta(days=random.randrange(5, 330)) if random.random() < 0.7 else None
    noted = set()
    for placement in rows.of(Placement):
        employer, person = companies.get(placement["employer_id"]), placement["beneficiary_id"]
        if employer is None or person in noted or random.random() < 0.5:
            continue
        noted.add(person)
        geiq = employer["kind"] is CompanyKind.GEIQ
        starts: dt.date = placement["starts_on"]
        rows.add(
            EligibilityProof,
            id=key_of("demo", "structure", person),
            beneficiary_id=person,
            category="GEIQ" if geiq else "IAE",
            proof="Contrat GEIQ" if geiq else "PASS IAE",
            dated_on=starts,
            seen_on=starts,
            seen_by=random.choice(ADVISORS),
            structure=employer["name"],
            structure_kind=_KINDS[employer["kind"]],
            agreement=employer["agreement"],
            pass_number="" if geiq else f"99999{len(noted):07}",
            valid_from=None if geiq else starts,
            valid_until=placement["ends_on"] if geiq else add_months(starts, 24) - dt.timedelta(days=1),
        )


def _agree(company: dict[str, object], random: Random, today: dt.date) -> None:
    """The agreement of an insertion structure, its trades and where it works; every company says the same columns."""
    agreed = company["kind"] in _KINDS
    first = today.replace(month=1, day=1)
    company |= {
        "agreement": f"083{random.randrange(10, 99)}{random.randrange(1000, 9999)}" if agreed else "",
        "agreement_from": first if agreed else None,
        "agreement_until": first.replace(month=12, day=31) if agreed else None,
        "trades": tuple(sorted(random.sample(sorted(JOBS), 4))) if agreed else (),
        "communes_served": tuple(code for code, *_ in TOWNS) if agreed else (),
    }
