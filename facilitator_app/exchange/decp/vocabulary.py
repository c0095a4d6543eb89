"""The closed lists of the 2019 and 2022 decrees, recognised whatever the case, accents or apostrophes."""

from __future__ import annotations

import re
from functools import lru_cache

from facilitator_app.domain.considerations import SocialConsideration
from facilitator_app.domain.identifiers import IdentifierKind
from facilitator_app.domain.words import fold
from facilitator_app.exchange.decp.texts import is_unknown, text_of

NATURES = (
    "Marché",
    "Marché de partenariat",
    "Marché de défense ou de sécurité",
    "Accord-cadre",
    "Marché subséquent",
)
PROCEDURES = (
    "Procédure adaptée",
    "Appel d'offres ouvert",
    "Appel d'offres restreint",
    "Procédure avec négociation",
    "Marché passé sans publicité ni mise en concurrence préalable",
    "Dialogue compétitif",
    "Procédure concurrentielle avec négociation",
    "Procédure négociée avec mise en concurrence préalable",
    "Marché négocié sans publicité ni mise en concurrence préalable",
)
TECHNIQUES = (
    "Accord-cadre",
    "Concours",
    "Système de qualification",
    "Système d'acquisition dynamique",
    "Catalogue électronique",
    "Enchère électronique",
    "Sans objet",
)
EXECUTION_MODES = ("Tranches", "Bons de commande", "Marchés subséquents", "Sans objet")
GENERAL_CLAUSES = (
    "Travaux",
    "Maitrise d'œuvre",
    "Fournitures courantes et services",
    "Marchés industriels",
    "Prestations intellectuelles",
    "Techniques de l'information et de la communication",
    "Pas de CCAG",
)
PRICE_FORMS = ("Unitaire", "Forfaitaire", "Mixte", "Ferme", "Ferme et actualisable", "Révisable")
GROUP_KINDS = ("Conjoint", "Solidaire", "Pas de groupement")
PLACE_KINDS = (
    "Code postal",
    "Code commune",
    "Code arrondissement",
    "Code canton",
    "Code département",
    "Code région",
    "Code pays",
)

_LISTS: dict[tuple[str, ...], dict[str, str]] = {
    official: {fold(label): label for label in official}
    for official in (
        NATURES,
        PROCEDURES,
        TECHNIQUES,
        EXECUTION_MODES,
        GENERAL_CLAUSES,
        PRICE_FORMS,
        GROUP_KINDS,
        PLACE_KINDS,
    )
}
_CONSIDERATIONS = {
    **{fold(consideration.label): consideration for consideration in SocialConsideration},
    "concession reservee": SocialConsideration.RESERVED,
    "sans objet": SocialConsideration.NONE,  # as consolidated tables write it
}
_IDENTIFIER_KINDS = {
    **{fold(kind.label): kind for kind in IdentifierKind},
    "tva intracommunautaire": IdentifierKind.VAT,
    "ue": IdentifierKind.VAT,
    "frw": IdentifierKind.FRWF,
}


def official(labels: tuple[str, ...], value: object) -> str:
    """The label of the list, or the text as published when the list does not know it; empty when unknown."""
    if type(value) is str and value in labels:
        return value
    return _official(labels, text_of(value)) if value else ""


@lru_cache(maxsize=2048)
def _official(labels: tuple[str, ...], text: str) -> str:
    return "" if is_unknown(text) else _LISTS[labels].get(fold(text), text[:120])


@lru_cache(maxsize=512)
def considerations(text: str) -> tuple[tuple[SocialConsideration, ...], bool]:
    """What one text says, and whether all of it was understood.

    Flat tables join several values with commas or semicolons, some with the brackets of a programming language.
    """
    pieces = [piece.strip(" []'\"") for piece in re.split(r"[;,]", text)]
    known = [_CONSIDERATIONS.get(fold(piece)) for piece in pieces if not is_unknown(piece)]
    return tuple(value for value in known if value), None not in known


@lru_cache(maxsize=512)
def identifier_kind(text: str) -> IdentifierKind | None:
    return _IDENTIFIER_KINDS.get(fold(text))


@lru_cache(maxsize=512)
def is_concession_nature(text: str) -> bool:
    return fold(text).startswith(("concession", "delegation de service public"))
