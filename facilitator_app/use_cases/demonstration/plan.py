"""The demonstration house's plan: the purchases its buyers announce, invented but plausible."""

from __future__ import annotations

import datetime as dt
from typing import Any

from facilitator_app.domain.company import Buyer
from facilitator_app.domain.contract import ClauseKind, Segment
from facilitator_app.domain.keys import key_of
from facilitator_app.domain.legal_threshold import BuyerKind, ContractKind
from facilitator_app.domain.plan_rules import PLAN_RULES_KEY, PlanRules
from facilitator_app.domain.purchase_plan import PlannedPurchase, PlanStep, Screening
from facilitator_app.domain.values import Month, euros, hours
from facilitator_app.domain.words import fold
from facilitator_app.use_cases.demonstration.rows import Rows

_W, _S, _M, _F = Segment.WORKS, Segment.SUPPORT, Segment.MAINTENANCE, Segment.SUPPLIES
_EXECUTION, _RESERVED = ClauseKind.EXECUTION, ClauseKind.RESERVED
# Buyer, purchase, family, segment, amount in thousands of euros, lots, months from now to the consultation and from
# there to the notification, length, hours, tool (None: to be studied, "": without a clause)
_PURCHASES: tuple[tuple[str, str, str, Segment, int, int, int, int, int, int, ClauseKind | str | None], ...] = (
    ("Métropole de la Rade", "Rénovation de la piscine du Coudon", "Bâtiment", _W, 8200, 6, 1, 3, 24, 5400, None),
    ("Métropole de la Rade", "Voirie et réseaux, accord-cadre Est", "Voirie", _W, 12000, 4, 0, 2, 36, 9200, _EXECUTION),
    (
        "Métropole de la Rade",
        "Entretien des espaces verts Nord",
        "Espaces verts",
        _S,
        900,
        1,
        2,
        2,
        36,
        7300,
        _RESERVED,
    ),
    ("Métropole de la Rade", "Collecte des encombrants", "Déchets", _S, 1600, 1, 3, 3, 24, 3100, _EXECUTION),
    ("Ville de Port-Calme", "Nettoyage des écoles", "Propreté", _S, 2400, 3, 1, 2, 36, 4800, _EXECUTION),
    ("Ville de Port-Calme", "Réfection du gymnase Sainte-Musse", "Bâtiment", _W, 1900, 5, 4, 3, 14, 1250, None),
    ("Ville de Port-Calme", "Mobilier de bureau", "Mobilier", _F, 120, 1, 2, 2, 9, 0, ""),
    (
        "Département des Calanques",
        "Réhabilitation du collège du Faron",
        "Bâtiment",
        _W,
        6700,
        8,
        2,
        3,
        30,
        5900,
        _EXECUTION,
    ),
    ("Département des Calanques", "Transport d’élèves", "Transport", _S, 3100, 2, 3, 3, 48, 900, None),
    ("Office de l’habitat", "Remise en état des logements", "Bâtiment", _M, 2200, 3, 1, 2, 36, 2650, _EXECUTION),
    ("Office de l’habitat", "Propreté des halls", "Propreté", _S, 700, 1, 5, 2, 24, 2300, _RESERVED),
)


def plan_rows(rows: Rows, today: dt.date) -> None:
    """Dates follow the day, so that the house is always ahead of its purchases."""
    buyers: dict[str, Any] = {}
    rows.add(PlanRules, id=PLAN_RULES_KEY, quarter_capacity=hours(4000))
    for buyer, title, family, segment, thousands, lots, ahead, wait, months, amount, tool in _PURCHASES:
        if buyer not in buyers:
            known = next((row for row in rows.of(Buyer) if row["folded"] == fold(buyer)), None)
            buyers[buyer] = known["id"] if known else key_of("demonstration", "plan buyer", buyer)
            if known is None:
                rows.add(Buyer, id=buyers[buyer], name=buyer, folded=fold(buyer), kind=BuyerKind.OTHER)
            else:
                known["kind"] = BuyerKind.OTHER
        consultation = Month.of(today).plus(ahead)
        kept = isinstance(tool, ClauseKind)
        rows.add(
            PlannedPurchase,
            id=key_of("demonstration", "planned purchase", title),
            buyer_id=buyers[buyer],
            year=consultation.year,
            title=title,
            folded=fold(title),
            segment=segment,
            contract_kind=ContractKind.SERVICES if segment is _M else None,
            family=family,
            amount=euros(thousands * 1000),
            lots=lots,
            consultation=consultation,
            consultation_day=7 if ahead else 24,
            notification=consultation.plus(wait),
            duration_months=months,
            forecast_hours=hours(amount) if amount else None,
            step=PlanStep.CALIBRATED if kept else PlanStep.SCREENED,
            screening=Screening.KEEP if kept else Screening.STUDY if tool is None else Screening.NONE,
            screening_reason="Achat sans prestation de main-d’œuvre." if tool == "" else "",
            clause=tool if kept else None,
        )
