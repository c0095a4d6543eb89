"""How telephone numbers, e-mail addresses and postal codes are checked and written."""

from __future__ import annotations

import re

from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import NO_BREAK_SPACE

_PHONE_PUNCTUATION = re.compile(r"[\s.\-/()\u2010-\u2015\u200e\u200f\u202a-\u202e]+")
_EMAIL = re.compile(r"[^\s@<>()\[\],;:\"\\]{1,64}@(?:[^\W_](?:[\w\-]{0,61}[^\W_])?\.)+[^\W\d_]{2,24}")
_POSTAL_CODE = re.compile(r"(?:0[1-9]|[1-8]\d|9[0-8])\d{3}")


def checked_phone(text: str, field: str = "phone") -> str:
    """A telephone number as it is stored: `0612345678`, or `+32470123456` abroad; nothing typed stays nothing.

    Nine digits are a French number whose zero a spreadsheet has eaten; after 33, it is the plus sign. Raises Refusal.
    """
    number = _PHONE_PUNCTUATION.sub("", text.strip().replace("(0)", ""))
    if not number:
        return ""
    if number.startswith("00"):
        number = "+" + number[2:]
    elif re.fullmatch(r"33[1-9]\d{8}", number):
        number = "+" + number
    if number.startswith("+33"):
        number = "0" + number[3:].removeprefix("0")
    if number.startswith("+") and number[1:4] in {"262", "590", "594", "596"}:
        number = "0" + number[4:].removeprefix("0")
    if re.fullmatch(r"[1-9]\d{8}", number):
        number = "0" + number
    if re.fullmatch(r"0[1-9]\d{8}", number) or re.fullmatch(r"\+[1-9]\d{6,14}", number):
        return number
    raise Refusal.because(
        "Ce numéro de téléphone n’a pas 10 chiffres\u00a0: écrivez par exemple 06 12 34 56 78, ou +32 470 12 34 56 "
        "pour l’étranger.",
        field,
    )


def written_phone(number: str) -> str:
    """`06 12 34 56 78`, in pairs that do not break; a number from abroad as it is stored."""
    if re.fullmatch(r"0\d{9}", number):
        return NO_BREAK_SPACE.join(number[start : start + 2] for start in range(0, 10, 2))
    return number


def checked_email(text: str, field: str = "email") -> str:
    """An address that could exist; nothing typed stays nothing. Raises Refusal."""
    address = text.strip().strip("<>").removeprefix("mailto:")
    if not address:
        return ""
    if len(address) <= 120 and _EMAIL.fullmatch(address) and ".." not in address:
        return address
    raise Refusal.because(
        "Cette adresse électronique est incomplète\u00a0: écrivez par exemple prenom.nom@ville.fr.", field
    )


def is_postal_code(text: str) -> bool:
    return _POSTAL_CODE.fullmatch(text) is not None


def checked_postal_code(text: str, field: str = "postal_code") -> str:
    """A French postal code of five digits, its first zero restored when a spreadsheet ate it.

    Nothing typed stays nothing. Raises Refusal.
    """
    code = re.sub(r"\s", "", text)
    if not code:
        return ""
    if re.fullmatch(r"[1-9]\d{3}", code):
        code = "0" + code
    if is_postal_code(code):
        return code
    raise Refusal.because("Un code postal a cinq chiffres, par exemple 35000.", field)
