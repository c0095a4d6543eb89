"""Invented contracts: twelve purchases of a town and its metropolis, thirty-four lots, their holders."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from facilitator_app.domain.company import CompanyKind
from facilitator_app.domain.contract import ClauseKind, Segment


@dataclass(frozen=True, slots=True)
class LotPattern:
    """A lot: its trade, its holder, how many people work there and how far it is from its trajectory."""

    title: str
    holder: str
    rome: str
    job: str
    labour_share: Decimal
    workers: int
    pace: Decimal  # hours done divided by hours expected at this date


@dataclass(frozen=True, slots=True)
class ContractPattern:
    subject: str
    short_name: str
    buyer: str
    segment: Segment
    insertion_rate: Decimal
    hourly_cost: int
    began_months_ago: int
    months: int
    lots: tuple[LotPattern, ...]
    clause: ClauseKind = ClauseKind.EXECUTION


METROPOLIS, TOWN, COUNTY, LANDLORD = (
    "Métropole de la Rade",
    "Ville de Port-Calme",
    "Département des Calanques",
    "Habitat de la Rade",
)


def _lot(title: str, holder: str, rome: str, job: str, share: int, workers: int, pace: str) -> LotPattern:
    return LotPattern(title, holder, rome, job, Decimal(share) / 100, workers, Decimal(pace))


def _contract(
    subject: str,
    short: str,
    buyer: str,
    segment: Segment,
    rate: str,
    cost: int,
    ago: int,
    months: int,
    *lots: LotPattern,
) -> ContractPattern:
    return ContractPattern(subject, short, buyer, segment, Decimal(rate), cost, ago, months, lots)


WORKS, SUPPORT, INTELLECTUAL = Segment.WORKS, Segment.SUPPORT, Segment.INTELLECTUAL
CONTRACTS: tuple[ContractPattern, ...] = (
    _contract(
        "Construction du groupe scolaire Les Oliviers, La Garde", "Groupe scolaire Les Oliviers", METROPOLIS, WORKS,
        "0.07", 31, 9, 14,
        _lot("Gros œuvre", "Batirade", "F1701", "Manœuvre gros œuvre", 45, 12, "1.03"),
        _lot("Menuiseries", "Menuiserie Coudonne", "F1607", "Poseur de menuiseries", 45, 4, "1.35"),
        _lot("CVC – plomberie", "Thermivar", "F1603", "Aide-plombier", 40, 2, "0.42"),
        _lot("Électricité", "Électralis Sud", "F1602", "Aide-électricien", 45, 1, "0.55"),
        _lot("Peinture et sols", "Peintures Arcadie", "F1606", "Peintre en bâtiment", 70, 3, "0.85"),
    ),
    _contract(
        "Réaménagement du boulevard du littoral", "Boulevard du littoral", METROPOLIS, WORKS, "0.06", 33, 11, 15,
        _lot("VRD", "Voirie Calanque", "F1702", "Ouvrier VRD", 30, 6, "0.86"),
        _lot("Paysage", "Jardins d’Asphodèle", "A1203", "Ouvrier paysagiste", 40, 4, "1.02"),
    ),
    _contract(
        "Nettoyage des locaux administratifs et scolaires", "Nettoyage des locaux", TOWN, SUPPORT, "0.10", 26, 10, 24,
        _lot("Écoles", "Nétalis Services", "K2204", "Agent de propreté", 80, 7, "1.08"),
        _lot("Bâtiments administratifs", "Nétalis Services", "K2204", "Agent de propreté", 80, 4, "0.97"),
        _lot("Vitrerie", "Clair et Net", "K2204", "Laveur de vitres", 80, 2, "0.91"),
    ),
    _contract(
        "Restauration scolaire et municipale", "Restauration scolaire", TOWN, SUPPORT, "0.08", 27, 12, 18,
        _lot("Secteur Ouest", "Saveurs Mistral", "G1605", "Plongeur en restauration", 45, 5, "1.00"),
        _lot("Secteur Est", "Saveurs Mistral", "G1603", "Employé de restauration", 45, 5, "1.22"),
    ),
    ContractPattern(
        "Entretien des espaces verts, secteur Ouest", "Espaces verts Ouest", METROPOLIS, SUPPORT,
        Decimal("0.50"), 33, 8, 36,
        (_lot("Entretien courant", "Jardins d’Asphodèle", "A1203", "Jardinier d’entretien", 70, 8, "1.06"),),
        ClauseKind.RESERVED,
    ),
    _contract(
        "Gardiennage des sites départementaux", "Gardiennage des sites", COUNTY, SUPPORT, "0.06", 27, 7, 12,
        _lot("Sites du littoral", "Vigie Azur", "K2503", "Agent de sécurité", 85, 2, "0.28"),
    ),
    _contract(
        "Réhabilitation énergétique de la résidence Les Pins", "Résidence Les Pins", LANDLORD, WORKS,
        "0.08", 33, 10, 20,
        _lot("Façades et isolation", "Façades du Faron", "F1611", "Façadier", 50, 6, "1.00"),
        _lot("Étanchéité", "Toitures Sainte-Baume", "F1613", "Étancheur", 35, 3, "0.93"),
        _lot("Menuiseries extérieures", "Menuiserie Coudonne", "F1607", "Poseur de menuiseries", 30, 2, "1.15"),
        _lot("Chauffage et ventilation", "Thermivar", "F1603", "Aide-chauffagiste", 40, 2, "0.72"),
        _lot("Électricité", "Électralis Sud", "F1602", "Aide-électricien", 45, 3, "0.95"),
        _lot("Peinture", "Peintures Arcadie", "F1606", "Peintre en bâtiment", 70, 5, "1.10"),
    ),
    _contract(
        "Construction du centre technique intercommunal", "Centre technique", METROPOLIS, WORKS, "0.05", 32, 6, 18,
        _lot("Terrassement et réseaux", "Voirie Calanque", "F1702", "Ouvrier VRD", 25, 4, "1.04"),
        _lot("Gros œuvre", "Batirade", "F1703", "Maçon", 50, 6, "0.98"),
        _lot("Charpente métallique", "Ferronnerie de la Darse", "H2911", "Aide-charpentier métallique", 20, 1, "0.90"),
        _lot("Cloisons et doublages", "Plâtrerie des Maures", "F1604", "Plaquiste", 55, 2, "0.66"),
        _lot("Espaces verts", "Jardins d’Asphodèle", "A1203", "Ouvrier paysagiste", 40, 2, "1.00"),
    ),
    _contract(
        "Accueil et standard des équipements publics", "Accueil des équipements", METROPOLIS, SUPPORT,
        "0.10", 30, 9, 24,
        _lot("Médiathèques", "Accueil Var Services", "M1601", "Agent d’accueil", 85, 3, "1.01"),
        _lot("Piscines", "Accueil Var Services", "M1601", "Agent d’accueil", 85, 3, "0.88"),
        _lot("Standard téléphonique", "Voix de la Rade", "D1408", "Téléconseiller", 85, 2, "0.95"),
    ),
    _contract(
        "Assistance informatique aux utilisateurs", "Assistance informatique", COUNTY, INTELLECTUAL, "0.05", 45, 8, 36,
        _lot("Assistance de proximité", "Numérivar", "I1401", "Technicien d’assistance", 80, 2, "0.92"),
        _lot("Tierce maintenance applicative", "Code des Îles", "M1805", "Développeur", 80, 1, "0.60"),
    ),
    _contract(
        "Évaluation et animation du plan climat", "Plan climat", METROPOLIS, INTELLECTUAL, "0.05", 65, 5, 24,
        _lot("", "Études Cap Brun", "M1403", "Chargé d’études", 80, 1, "0.75"),
    ),
    _contract(
        "Collecte, tri et valorisation des déchets", "Collecte et tri", METROPOLIS, SUPPORT, "0.08", 30, 12, 36,
        _lot("Collecte sélective", "Rade Propre", "K2303", "Ripeur", 55, 6, "1.09"),
        _lot("Centre de tri", "Recyclage des Deux Caps", "K2304", "Agent de tri", 45, 7, "1.13"),
        _lot("Déchèteries", "Rade Propre", "K2304", "Agent de déchèterie", 45, 3, "0.99"),
    ),
)  # fmt: skip
STRUCTURES = (
    ("Étape Intérim", CompanyKind.ETTI),
    ("GEIQ Horizon BTP", CompanyKind.GEIQ),
    ("Coup de Main Rade", CompanyKind.AI),
    ("Cap Insertion Propreté", CompanyKind.EI),
)
