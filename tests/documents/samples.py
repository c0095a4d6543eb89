"""Invented sheets and certificates, close to what a house prints."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from facilitator_app.documents.follow_up_sheet import FollowUpRow, FollowUpSheet
from facilitator_app.documents.hours_certificate import CertifiedPerson, HoursCertificate, WayOfRecruitment
from facilitator_app.documents.letterhead import Letterhead
from facilitator_app.domain.values import Hours, Month, hours

HOUSE = Letterhead(
    "Maison de l’emploi de la Rade",
    ("Pôle clause sociale d’insertion · 12 quai des Essais, 83000 Toulon", "clause@mde-rade.exemple · 04 00 00 00 00"),
    demonstration=True,
    called="la Maison de l’emploi de la Rade",
)
_TWELVE = (
    ("Belkacem Yanis", "Professionnalisation", "GEIQ Horizon BTP", dt.date(2026, 3, 12), "70", "126", "119.5", "616.5"),
    ("Castellan Bruno", "CDI", "Batirade SAS", dt.date(2026, 5, 7), "84", "151.67", "151.67", "739.01"),
    ("Diallo Mariama", "Mission d’insertion", "Étape Intérim (ETTI)", dt.date(2026, 7, 1), "63", "112", "126", "336"),
    ("Ferrandi Nadia", "CDD", "Batirade SAS", dt.date(2026, 3, 12), "77", "147", "162", "694"),
    ("Garnero Sophie", "Mission d’insertion", "Étape Intérim (ETTI)", dt.date(2026, 8, 10), "42", "105", "98", "245"),
    ("Haddad Inès", "Apprentissage", "Batirade SAS", dt.date(2026, 9, 1), "", "70", "84", "154"),
    ("Imbert Julie", "Mission d’insertion", "Étape Intérim (ETTI)", dt.date(2026, 8, 17), "21", "84", "91", "196"),
    ("Ouali Sami", "Mission d’insertion", "Étape Intérim (ETTI)", dt.date(2026, 4, 15), "56", "133", "140", "630"),
    ("Pastorelli Dylan", "Professionnalisation", "GEIQ Horizon BTP", dt.date(2026, 5, 12), "49", "98", "98", "462"),
    ("Roubaud Kevin", "Mission d’insertion", "Étape Intérim (ETTI)", dt.date(2026, 4, 20), "35", "", "", "245"),
    ("Semeria Patrick", "CDD", "Batirade SAS", dt.date(2026, 7, 2), "42", "112", "119", "336"),
    ("Traoré Lamine", "CDD", "Batirade SAS", dt.date(2026, 5, 11), "63", "140", "133", "623"),
)


def _known(text: str) -> Hours | None:
    return hours(text) if text else None


def rows(count: int = 12) -> tuple[FollowUpRow, ...]:
    """The twelve people of the model lot, again and again."""
    chosen = [_TWELVE[place % 12] for place in range(count)]
    return tuple(
        FollowUpRow(name, contract, employer, entered, (_known(a), _known(b), _known(c)), _known(total))
        for name, contract, employer, entered, a, b, c, total in chosen
    )


def sheet(**changes: object) -> FollowUpSheet:
    values: dict[str, object] = {
        "letterhead": HOUSE,
        "number": "FS-2026-014-L1-10",
        "edited_at": dt.datetime(2026, 12, 1, 9, 14),
        "version": "Version destinée au titulaire",
        "operation": "Construction du groupe scolaire Les Oliviers, La Garde (M-2026-014)",
        "lot": "Lot 1 Gros œuvre",
        "buyer": "Métropole, direction des bâtiments",
        "holder": "Batirade SAS, La Seyne-sur-Mer",
        "notified": dt.date(2026, 3, 12),
        "end": dt.date(2027, 4, 30),
        "correspondent": "Laure Pignol, responsable RH",
        "facilitator": "Hélène Arnoux",
        "month": Month(2026, 10),
        "validated_on": dt.date(2026, 11, 30),
        "due": hours(7560),
        "done": hours("5276.51"),
        "left": hours("2283.49"),
        "month_hours": hours("1322.17"),
        "elapsed": Decimal("0.56"),
        "rows": rows(),
        "publics": "12 salariés, dont 5 femmes et 3 personnes de 50 ans et plus. "
        "Le motif d’éligibilité n’est pas communiqué au titulaire.",
        "observations": "Intempéries les 21 et 22 octobre, équipe arrêtée une journée et demie. 162 h confirmées pour "
        "Nadia Ferrandi (heures supplémentaires). Kevin Roubaud : mission terminée, aucune heure en octobre.",
        "next_step": "Déclaration de novembre attendue le 15/12/2026. Deux manœuvres à recruter pour le 07/12 "
        "(besoin B-112).",
        "contact": "clause@mde-rade.exemple",
    }
    return FollowUpSheet(**{**values, **changes})  # type: ignore[arg-type]  # the fields are checked by their names


def certificate(**changes: object) -> HoursCertificate:
    values: dict[str, object] = {
        "letterhead": HOUSE,
        "number": "AT-2026-0087",
        "place": "Toulon",
        "day": dt.date(2026, 12, 1),
        "as_of": dt.date(2026, 10, 31),
        "provisional": False,
        "company": "Batirade SAS",
        "siret": "000 000 000 00000",
        "contract": "M-2026-014, construction du groupe scolaire Les Oliviers, La Garde",
        "lot": "Lot 1 Gros œuvre",
        "notified": dt.date(2026, 3, 12),
        "buyer": "Métropole, direction des bâtiments",
        "due": hours(7560),
        "done": hours("5276.51"),
        "people": 12,
        "ways": (
            WayOfRecruitment("Embauche directe (CDI, CDD, apprentissage)", 5, hours("2546.01")),
            WayOfRecruitment("Mise à disposition par une ETTI", 5, hours("1652")),
            WayOfRecruitment("Contrat en GEIQ", 2, hours("1078.50")),
        ),
        "signatory_role": "la facilitatrice de la clause sociale",
        "signatory": "Hélène Arnoux",
    }
    return HoursCertificate(**{**values, **changes})  # type: ignore[arg-type]  # the fields are checked by their names


def annex(count: int = 12) -> tuple[CertifiedPerson, ...]:
    return tuple(CertifiedPerson(row.name, row.contract, row.entered, None, row.total) for row in rows(count))
