"""What two people have in common and what differs, in words."""

from __future__ import annotations

from facilitator_app.domain.duplicates.comparing import (
    CLOSE,
    DIFFERENT,
    FIELDS,
    MISSING,
    NEAR,
    PART,
    SAME,
    TURNED,
    Agreement,
    Level,
)

_WORDS: dict[str, dict[Level, str]] = {
    "last": {SAME: "même nom", PART: "un nom en commun", CLOSE: "noms à une lettre près", NEAR: "noms voisins",
             DIFFERENT: "noms différents"},
    "first": {SAME: "même prénom", PART: "un prénom en commun", CLOSE: "prénoms à une lettre près",
              NEAR: "prénoms voisins", DIFFERENT: "prénoms différents"},
    "order": {TURNED: "nom et prénom intervertis"},
    "born": {SAME: "même date de naissance", TURNED: "jour et mois de naissance intervertis",
             CLOSE: "dates de naissance à un chiffre près", NEAR: "dates de naissance voisines",
             DIFFERENT: "dates de naissance différentes"},
    "sex": {DIFFERENT: "sexes différents"},
    "phone": {SAME: "même téléphone", DIFFERENT: "téléphones différents"},
    "email": {SAME: "même courriel", DIFFERENT: "courriels différents"},
    "address": {SAME: "même adresse", CLOSE: "adresses presque identiques", PART: "même rue",
                DIFFERENT: "adresses différentes"},
    "postal_code": {},
    "town": {SAME: "même commune", DIFFERENT: "communes différentes"},
}  # fmt: skip
_SAYS_DIFFERENT = frozenset((DIFFERENT, NEAR))


def in_common(agreement: Agreement) -> list[str]:
    """What speaks for one person: `["même nom", "prénoms à une lettre près"]`."""
    return [words for level, words in _said(agreement) if level not in _SAYS_DIFFERENT]


def differing(agreement: Agreement) -> list[str]:
    """What speaks against: `["téléphones différents"]`."""
    return [words for level, words in _said(agreement) if level in _SAYS_DIFFERENT]


def _said(agreement: Agreement) -> list[tuple[Level, str]]:
    pairs = zip(FIELDS, agreement, strict=True)
    return [(level, _WORDS[field][level]) for field, level in pairs if level != MISSING and level in _WORDS[field]]
