"""The criteria of eligibility as services name them."""

from __future__ import annotations

import re
from functools import lru_cache

from facilitator_app.domain.categories import DEFAULT_CATEGORIES
from facilitator_app.domain.words import fold

_SPELLINGS = {
    "LTU": """deld; deld 12; dld; longue duree; demandeur emploi longue duree; chomeur longue
    duree; deld 12 24 mois; cld; demandeur d emploi de longue duree; chomage longue
    duree; deld 12 mois; deld plus de 12 mois""",
    "VLTU": """detld; deld 24; tres longue duree; demandeur emploi tres longue duree; detld 24
    mois; deld 24 mois; demandeur d emploi de tres longue duree""",
    "RSA": """rsa; brsa; beneficiaire rsa; beneficiaire du rsa; allocataire rsa; rsa socle; rsa
    majore""",
    "ASS": "ass; allocataire ass; beneficiaire ass; allocation specifique de solidarite",
    "AAH": "aah; allocataire aah; beneficiaire aah",
    "DISABLED": "rqth; th; boe; boeth; travailleur handicape; deth; personne handicapee; handicap",
    "YOUTH_LOW_QUAL": """jeune; jeunes; jeune 26 ans; moins de 26 ans; jeune moins de 26 ans; jeune peu
    qualifie; jeune de moins de 26 ans; jeune sans qualification; jeune 26; 26 ans""",
    "YOUTH_GRADUATE": "jeune diplome; jeune diplomee",
    "YOUTH_SUPPORTED": """cej; pacea; garantie jeunes; smv; sma; rsma; contrat d engagement jeune; mission
    locale""",
    "SENIOR": "senior; seniors; 50 ans; plus de 50 ans; 50 ans et plus; plus 50 ans; senior 50",
    "QPV": "qpv; quartier prioritaire; habitant qpv; resident qpv; zus",
    "REFUGEE": """refugie; refugiee; bpi; beneficiaire protection internationale; protection
    subsidiaire""",
    "JUSTICE": """sortant de detention; detention; placement sous main de justice; ppsmj; psmj;
    sortant de prison; spip; pjj""",
    "PLIE": "plie; participant plie",
    "IAE": "iae; siae; salarie iae; pass iae; en parcours iae; parcours iae; etti; aci; ai; ei",
    "EA_ESAT": "ea; esat; entreprise adaptee",
    "GEIQ": "geiq; salarie geiq",
    "NEIGHBOURHOOD_CORP": "regie de quartier; regie; regie de territoire",
    "EPIDE_E2C": "epide; e2c; ecole de la deuxieme chance",
    "ZRR": "zrr; frr; zone de revitalisation rurale",
    "ASE": "ase; aide sociale a l enfance; sortant ase",
    "SINGLE_PARENT": "parent isole; parent isolee; mere isolee; pere isole; pi",
    "HOMELESS": "sdf; sans hebergement; sans domicile fixe; parcours de rue",
    "FRENCH_BELOW_A1": "fle; maitrise du francais; illettrisme",
    "MOBILITY": "mobilite; probleme de mobilite",
    "CAREER_CHANGE": "reconversion; licenciement economique",
    "REASONED_OPINION": "avis motive; sur avis motive",
}
_BETWEEN = re.compile(r"[;,/|+\n]| et | - ")


@lru_cache(maxsize=4096)
def criteria_of(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The codes of the criteria a text names, and the pieces of it that name none."""
    if code := _known().get(fold(text)):
        return (code,), ()
    codes, others = [], []
    for piece in _BETWEEN.split(text):
        if folded := fold(piece):
            code = _known().get(folded)
            (codes.append(code) if code else others.append(piece.strip()))
    return tuple(dict.fromkeys(codes)), tuple(others)


@lru_cache(maxsize=1)
def _known() -> dict[str, str]:
    known = {spelling: code for code, spellings in _SPELLINGS.items() for spelling in re.split(r";\s+", spellings)}
    return (
        known
        | {fold(kind.label): kind.code for kind in DEFAULT_CATEGORIES}
        | {fold(kind.code): kind.code for kind in DEFAULT_CATEGORIES}
    )
