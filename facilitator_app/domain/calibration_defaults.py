"""First values of labour shares: editable, and «à confirmer» unless a published guide gives them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class LabourShare:
    """Share of the amount that pays for work, in one trade."""

    trade: str
    share: Decimal
    confirmed: bool = False

    @property
    def mark(self) -> str:
        return "" if self.confirmed else "à confirmer"


# The confirmed ones come from guides that employment houses have published.
_PERCENTS = (
    ("Bâtiment, moyenne", 50, True), ("Démolition, désamiantage, curage", 55, False), ("Terrassement", 25, False),
    ("VRD, réseaux", 30, False), ("Voirie, enrobés", 20, False), ("Gros œuvre, maçonnerie", 50, True),
    ("Charpente bois", 40, False), ("Charpente métallique", 20, True), ("Couverture", 40, False),
    ("Étanchéité", 35, False), ("Façade, isolation extérieure, ravalement", 50, False),
    ("Menuiseries extérieures", 30, False), ("Serrurerie, métallerie", 45, False),
    ("Menuiseries intérieures", 45, False), ("Plâtrerie, cloisons, doublages", 55, False),
    ("Carrelage, sols souples", 50, False), ("Peinture", 70, True), ("Plomberie, CVC", 40, False),
    ("Électricité", 45, False), ("Ascenseurs", 25, False), ("Espaces verts, création", 40, False),
    ("Espaces verts, entretien", 70, False), ("Nettoyage des locaux", 80, False),
    ("Nettoyage urbain, collecte", 55, False), ("Tri et traitement des déchets", 45, False),
    ("Gardiennage, sécurité", 85, False), ("Restauration collective", 45, False),
    ("Maintenance multitechnique", 55, False), ("Déménagement, manutention", 70, False), ("Blanchisserie", 60, False),
    ("Transport de personnes", 50, False), ("Accueil, centre d’appels, secrétariat", 85, False),
    ("Études, maîtrise d’œuvre, conseil", 80, False), ("Informatique", 80, False),
    ("Impression, reprographie", 30, False),
)  # fmt: skip
DEFAULT_LABOUR_SHARES = tuple(LabourShare(trade, Decimal(percent) / 100, known) for trade, percent, known in _PERCENTS)
