"""One published field at a time: amount, duration, date, CPV code, yes or no.

Each reader gives the value, None when it is not known, and adds to `remarks` what the facilitator should see.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from decimal import Decimal
from functools import lru_cache

from facilitator_app.domain.values import written_date
from facilitator_app.exchange.decp.texts import is_unknown, known_text, remark, text_of

_CENT = Decimal("0.01")
_LARGEST_AMOUNT = 3_000_000_000  # above, the ministry rejects the contract
_LONGEST_MONTHS = 1_200
_USUAL_MONTHS = 180
_PLAIN_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,20})?")
_CURRENCY = re.compile(r"(€|euros?|eur|ht|\s)+", re.IGNORECASE)
_FRENCH_DATE = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})\b")
_ENGLISH_DATE = re.compile(r"([A-Za-z]{3})[a-z]*[,. ]+(\d{1,2})[,. ]+(\d{4})\b")
_ISO_LIKE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_ENGLISH_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YES, _NO = {"oui", "true", "vrai", "1", "o", "yes"}, {"non", "false", "faux", "0", "n", "no"}


def read_amount(value: object, remarks: list[str], field: str = "Montant") -> Decimal | None:
    """Euros before tax, to the cent; the values typed to fill the box (0, 1, 999 999 999…) are not known."""
    if type(value) is int or type(value) is Decimal:
        amount: Decimal | None = Decimal(value)
    elif value is None:
        return None
    else:
        text = text_of(value)
        amount = None if is_unknown(text) else _typed_number(text)
        if amount is None and not text:
            return None
    if amount is None:
        remarks.append(remark(field, value, "illisible, considéré comme inconnu"))
    elif amount <= 1:
        remarks.append(remark(field, value, "considéré comme inconnu"))
    elif amount > 9_999_998 and _is_filler(amount):
        remarks.append(remark(field, value, "invraisemblable, considéré comme inconnu"))
    else:
        return amount.quantize(_CENT)
    return None


def _typed_number(text: str) -> Decimal | None:
    """From `43 188,50`, `1.234,56` or `1 234 €`: the last mark is the decimal one when there are two kinds."""
    bare = _CURRENCY.sub("", text).replace("\u2019", "'").replace("'", "")
    if "," in bare and "." in bare:
        thousands = "," if bare.rfind(".") > bare.rfind(",") else "."
        bare = bare.replace(thousands, "")
    bare = bare.replace(",", ".")
    if bare.count(".") > 1:
        bare = bare.replace(".", "")
    return Decimal(bare) if _PLAIN_NUMBER.fullmatch(bare) else None


def _is_filler(amount: Decimal) -> bool:
    """As the ministry judges when it consolidates: too large, or seven times the same digit."""
    if amount > _LARGEST_AMOUNT:
        return True
    digits = str(int(amount))
    return digits.startswith("123456789") or any(digits.count(digit) >= 7 for digit in "123456789")


def read_months(value: object, remarks: list[str], field: str = "Durée") -> int | None:
    """A number of months, at least one."""
    if value is None:
        return None
    number = value if type(value) is int or type(value) is Decimal else None
    if number is None:
        text = text_of(value)
        if not text:
            return None
        number = _typed_number(text.lower().replace("mois", "").strip())
    if number is None:
        remarks.append(remark(field, value, "considérée comme inconnue"))
    elif not 0 < number <= _LONGEST_MONTHS:
        remarks.append(remark(field, value, "invraisemblable, considérée comme inconnue"))
    else:
        months = math.ceil(number)  # a month begun counts
        if months > _USUAL_MONTHS:
            remarks.append(remark(field, value, "plus de quinze ans, à vérifier"))
        return months
    return None


def read_date(value: object, remarks: list[str], field: str, published: dt.date | None = None) -> dt.date | None:
    """A day, without its time nor its zone.

    A year that cannot be (0024, 0218, 5021) is replaced by the one of the publication when the digits agree.
    """
    if type(value) is str and (plain := _plain_day(value)):
        return plain
    if not isinstance(value, str):
        if value is not None and not isinstance(value, bool):
            remarks.append(remark(field, value, "date illisible, considérée comme inconnue"))
        return None
    parts = _date_parts(value)
    if parts is None:
        if text := known_text(value):
            remarks.append(remark(field, text, "date illisible, considérée comme inconnue"))
        elif text_of(value):
            remarks.append(remark(field, value, "considérée comme inconnue"))
        return None
    year, month, day = parts
    proposal = _proposal(year, month, day, published) if published else None
    if proposal:
        remarks.append(remark(field, value, f"lue {written_date(proposal)} d’après la date de publication"))
    else:
        remarks.append(remark(field, value, "date impossible, considérée comme inconnue"))
    return proposal


@lru_cache(maxsize=4096)
def _plain_day(text: str) -> dt.date | None:
    """The day when it is written well and possible."""
    parts = _date_parts(text)
    return _day(*parts) if parts and 1990 <= parts[0] <= 2100 else None


def _date_parts(text: str) -> tuple[int, int, int] | None:
    """Year, month, day as written, possible or not."""
    text = text.strip()
    if iso := _ISO_LIKE.match(text):
        return int(iso[1]), int(iso[2]), int(iso[3])
    if french := _FRENCH_DATE.match(text):
        return int(french[3]), int(french[2]), int(french[1])
    if (english := _ENGLISH_DATE.match(text)) and english[1].lower() in _ENGLISH_MONTHS:
        return int(english[3]), _ENGLISH_MONTHS.index(english[1].lower()) + 1, int(english[2])
    return None


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _proposal(year: int, month: int, day: int, published: dt.date) -> dt.date | None:
    """The last such day before the publication, if its year has the digits that were typed."""
    for likely in (published.year, published.year - 1):
        same_end = year % 100 == likely % 100
        same_digits = sorted(f"{year:04}") == sorted(str(likely))
        proposal = _day(likely, month, day)
        if proposal and proposal <= published and (same_end or same_digits):
            return proposal
    return None


def read_cpv(value: object, remarks: list[str]) -> str | None:
    """The eight digits of the code of the common procurement vocabulary, without its key."""
    if value is None:
        return None
    text = value if isinstance(value, str) else text_of(value)
    code, understood = _cpv(text)
    if understood:
        remarks.append(remark("Code CPV", text, understood))
    return code


@lru_cache(maxsize=4096)
def _cpv(text: str) -> tuple[str | None, str]:
    text = text_of(text)
    if is_unknown(text):
        return None, "considéré comme inconnu" if text else ""
    main, _, _key = text.upper().removeprefix("INX").removeprefix("CPV").strip(" :").partition("-")
    digits = re.sub(r"[\s.]", "", main)
    plain = digits.isascii() and digits.isdigit()
    if plain and len(digits) == 9:
        digits = digits[:8]
    if plain and len(digits) == 7:  # only divisions 03 and 09 begin with a zero
        digits = "0" + digits if digits[0] in "39" else digits + "0"
        return digits, f"lu {digits}"
    if not plain or len(digits) != 8 or digits == "00000000":
        return None, "illisible, considéré comme inconnu"
    return digits, f"lu {digits}" if "INX" in text.upper() else ""


def read_flag(value: object, remarks: list[str], field: str) -> bool | None:
    """Yes or no, in any of the ways they are published."""
    if value is None or isinstance(value, bool):
        return value
    text = text_of(value).lower()
    if text in _YES:
        return True
    if text in _NO:
        return False
    if text:
        remarks.append(remark(field, value, "considéré comme inconnu"))
    return None
