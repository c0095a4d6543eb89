"""Cells of a plan as buyers write them: «8,2 M€», «déc. 2026», «4 ans», «6 lots», «oui»."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal, InvalidOperation

from facilitator_app.domain.contract import Segment
from facilitator_app.domain.purchase_plan import Screening
from facilitator_app.domain.values import MONTH_NAMES, Euros, Hours, Month, euros, hours
from facilitator_app.domain.words import fold
from facilitator_app.exchange.people.cells import NO, YES, text_of
from facilitator_app.exchange.spreadsheet import Cell

_NUMBER = re.compile(r"(\d[\d\s\u00a0\u202f.,']*)\s*(m€|meur|millions?|me|m|k€|keur|k|€|eur|euros?)?(?:\s*h\.?t\.?)?")
_FACTORS = {"m": 1_000_000, "k": 1_000}
_NAMES = {fold(name): place for place, name in enumerate(MONTH_NAMES, 1)}
_SEGMENTS = (
    ("intellectuel", Segment.INTELLECTUAL), ("etude", Segment.INTELLECTUAL),
    ("maitrise d oeuvre", Segment.INTELLECTUAL),
    ("maintenance", Segment.MAINTENANCE), ("entretien", Segment.MAINTENANCE), ("travaux", Segment.WORKS),
    ("fourniture", Segment.SUPPLIES), ("support", Segment.SUPPORT), ("service", Segment.SUPPORT),
    ("prestation", Segment.SUPPORT),
)  # fmt: skip
_FIRST_YEAR, _LAST_YEAR = 2000, 2100
_TOO_MUCH = Decimal(10) ** 12


def amount_of(cell: Cell) -> Euros | None:
    """Euros, millions and thousands included; None for an empty cell. Raises ValueError."""
    if isinstance(cell, Decimal):
        return euros(_bounded(cell))
    text = text_of(cell).casefold()
    if not text:
        return None
    if not (found := _NUMBER.fullmatch(text)):
        raise ValueError(text)
    number = _number(found[1])
    return euros(_bounded(number * _FACTORS.get((found[2] or "")[:1], 1)))


def hours_of(cell: Cell) -> Hours | None:
    """Raises ValueError."""
    if isinstance(cell, Decimal):
        return hours(_bounded(cell))
    text = re.sub(r"\s*(h|heures?)$", "", text_of(cell).casefold())
    return hours(_number(text)) if text else None


def whole_of(cell: Cell) -> int | None:
    """The number a cell begins with («6 lots», «lot unique» is 1). Raises ValueError."""
    text = fold(text_of(cell))
    if not text:
        return None
    if text in ("unique", "lot unique", "non", "non alloti"):
        return 1
    if not (found := re.match(r"(\d{1,4})(?: |$)", text)):
        raise ValueError(text)
    return int(found[1])


def months_of(cell: Cell) -> int | None:
    """A length: «48 mois», «4 ans», «2 ans + 2 ans», a bare number of months. Raises ValueError."""
    text = fold(text_of(cell))
    if not text:
        return None
    parts = re.findall(r"(\d{1,3})\s*(ans?|annees?|mois|m\b)?", text)
    if not parts or re.sub(
        r"[\d\s]|ans?|annees?|mois|m\b|fois|renouvelable|reconductible|reconductions?|et|x", "", text
    ):
        raise ValueError(text)
    if "fois" in text or " x " in text:  # «1 an renouvelable 3 fois»: the sum is not what is written
        raise ValueError(text)
    return sum(int(number) * (12 if unit.startswith("an") else 1) for number, unit in parts)


def month_of(cell: Cell) -> tuple[Month | None, int | None]:
    """A month, and its day when a whole date is written. Raises ValueError."""
    if isinstance(cell, dt.date):
        return Month.of(cell), cell.day
    raw = text_of(cell)
    if not raw:
        return None, None
    if found := re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", raw):
        day = dt.date(int(found[3]), int(found[2]), int(found[1]))
        return _plausible(Month.of(day)), day.day
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?", raw):
        day = dt.date(int(found[1]), int(found[2]), int(found[3]))
        return _plausible(Month.of(day)), day.day
    if found := re.fullmatch(r"(\d{1,2})[/.-](\d{4})", raw):
        return _plausible(Month(int(found[2]), int(found[1]))), None
    if found := re.fullmatch(r"(\d{4})[/-](\d{1,2})", raw):
        return _plausible(Month(int(found[1]), int(found[2]))), None
    if found := re.fullmatch(r"([a-z]+) (\d{4}|\d{2})", fold(raw)):
        named = [place for name, place in _NAMES.items() if len(found[1]) >= 3 and name.startswith(found[1])]
        if len(named) == 1:
            return _plausible(Month(int(found[2]) + (2000 if len(found[2]) == 2 else 0), named[0])), None
    raise ValueError(raw)


def year_of(cell: Cell) -> int | None:
    """Raises ValueError."""
    if isinstance(cell, dt.date):
        return cell.year
    text = text_of(cell)
    if not text:
        return None
    if not (found := re.search(r"\b(20\d{2})\b", text)):
        raise ValueError(text)
    return int(found[1])


def segment_of(cell: Cell) -> Segment | None:
    """Raises ValueError for a word that names none of the five."""
    text = fold(text_of(cell))
    if not text:
        return None
    for word, segment in _SEGMENTS:
        if word in text:
            return segment
    raise ValueError(text)


def screening_of(cell: Cell) -> Screening | None:
    """What the buyer already said of a clause. Raises ValueError."""
    text = fold(text_of(cell))
    if not text:
        return None
    if "etud" in text or "voir" in text or text in ("peut etre", "possible"):
        return Screening.STUDY
    first = text.split()[0]
    if first in YES or text.startswith("clause"):
        return Screening.KEEP
    if first in NO:
        return Screening.NONE
    raise ValueError(text)


def _plausible(month: Month) -> Month:
    if not (_FIRST_YEAR <= month.year <= _LAST_YEAR and 1 <= month.number <= 12):
        raise ValueError(str(month))
    return month


def _number(text: str) -> Decimal:
    """`1 234,56`, `1.234.567`, `1,234.5` and `0.9`: the last sign followed by one or two digits is the decimal one."""
    bare = re.sub(r"[\s\u00a0\u202f']", "", text).rstrip(".,")
    if found := re.fullmatch(r"([\d.,]*?)[.,](\d{1,2})", bare):
        bare = re.sub(r"[.,]", "", found[1]) + "." + found[2]
    else:
        bare = re.sub(r"[.,]", "", bare)
    try:
        return _bounded(Decimal(bare))
    except InvalidOperation:
        raise ValueError(text) from None


def _bounded(number: Decimal) -> Decimal:
    """Raises ValueError for what no purchase is worth: `1e308`, infinity."""
    if not number.is_finite() or abs(number) >= _TOO_MUCH:
        raise ValueError(str(number))
    return number
