"""Numbers that carry their own proof: SIRET, SIREN and French VAT."""

from __future__ import annotations

import re
from functools import lru_cache

from facilitator_app.domain.base import Labelled
from facilitator_app.domain.refusal import Refusal

# What a spreadsheet or a web page puts between the digits.
_SEPARATORS = re.compile(r"[\s.\-\u2010-\u2015]+")
_LA_POSTE = "356000000"
_LA_POSTE_HEAD_OFFICE = "35600000000048"
_DIGITS = bytes.maketrans(b"0123456789", bytes(range(10)))
_DOUBLED_DIGITS = bytes.maketrans(b"0123456789", bytes([0, 2, 4, 6, 8, 1, 3, 5, 7, 9]))


class IdentifierKind(Labelled):
    """How a company is identified in published contract data (decree of 22 December 2022)."""

    SIRET = "siret", "SIRET"
    VAT = "vat", "TVA"
    TAHITI = "tahiti", "TAHITI"
    RIDET = "ridet", "RIDET"
    FRWF = "frwf", "FRWF"
    IREP = "irep", "IREP"
    OUTSIDE_EU = "outside_eu", "HORS-UE"


def compact(text: str) -> str:
    """Without spaces, dots nor hyphens, in capitals."""
    return text if text.isascii() and text.isdigit() else _SEPARATORS.sub("", text).upper()


def has_luhn_key(digits: str) -> bool:
    """Whether the last digit is the Luhn key of the others.

    Written here because a published file brings thousands of numbers, and the general library takes twenty times
    longer; the tests compare the two.
    """
    signs = digits.encode()
    return (sum(signs[-1::-2].translate(_DIGITS)) + sum(signs[-2::-2].translate(_DOUBLED_DIGITS))) % 10 == 0


def is_siren(text: str) -> bool:
    return len(text) == 9 and text.isascii() and text.isdigit() and text != "000000000" and has_luhn_key(text)


def is_siret(text: str) -> bool:
    """14 digits with a right key; the establishments of La Poste have a rule of their own (sum divisible by five)."""
    if not (len(text) == 14 and text.isascii() and text.isdigit()):
        return False
    if text.startswith(_LA_POSTE) and text != _LA_POSTE_HEAD_OFFICE:
        return sum(map(int, text)) % 5 == 0
    return has_luhn_key(text) and is_siren(text[:9])


def checked_siret(text: str, field: str = "siret") -> str:
    """The 14 digits of a SIRET, typed with or without spaces; raises Refusal naming the fault."""
    siret = compact(text)
    if is_siret(siret):
        return siret
    raise Refusal.because(_fault_of_siret(siret), field)


def _fault_of_siret(siret: str) -> str:
    example = "par exemple 356 000 000 00048"
    if not siret:
        return f"Indiquez un SIRET de 14 chiffres, {example}."
    if not (siret.isascii() and siret.isdigit()):
        return f"Un SIRET ne comporte que des chiffres, {example}."
    if len(siret) == 9:
        return f"Ce numéro de 9 chiffres est un SIREN\u00a0: ajoutez les 5 chiffres de l’établissement, {example}."
    if len(siret) != 14:
        size = "court" if len(siret) < 14 else "long"
        return f"Ce SIRET est trop {size}\u00a0: {len(siret)} chiffres au lieu de 14, {example}."
    if not is_siren(siret[:9]):
        return f"Les 9 premiers chiffres de ce SIRET ne forment pas un SIREN\u00a0: vérifiez-les, {example}."
    return f"La clé de ce SIRET est fausse\u00a0: vérifiez chaque chiffre, {example}."


def written_siret(siret: str) -> str:
    """`834 157 513 00245`, in groups that do not break."""
    return "\u00a0".join((siret[:3], siret[3:6], siret[6:9], siret[9:])) if len(siret) == 14 else siret


@lru_cache(maxsize=1024)
def siren_of_vat(text: str) -> str | None:
    """The SIREN inside a French VAT number whose key is right, else None."""
    from stdnum.exceptions import ValidationError
    from stdnum.fr import tva

    number = compact(text)
    if not number.startswith("FR"):
        return None
    try:
        siren = tva.validate(number)[2:] if len(number) == 13 else ""
    except ValidationError:
        return None
    return siren if is_siren(siren) else None
