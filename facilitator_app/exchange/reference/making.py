"""From a line of a publisher's file to a row, or to what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from facilitator_app.domain.districts import outline_of, outline_of_lists
from facilitator_app.domain.reference import TableKind
from facilitator_app.exchange.reference.columns import COMMUNE, CPV, DISTRICT, NAF, ROME, Columns
from facilitator_app.exchange.reference.lines import Values, text_of
from facilitator_app.exchange.reference.rows import CommuneRow, DistrictRow, LabelRow, Row, TravelRow

Get = Callable[[str], Any]
_FIVE = re.compile(r"\d[\dAB]\d{3}")
_POSTAL = re.compile(r"\d{5}")
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")
_MOST_MINUTES = 600


def row_of(kind: TableKind, columns: Columns, line: Values) -> Row | None:
    """None for a line that is no line of this table: a note, a total, another level."""

    def get(part: str) -> Any:
        place = columns.get(part)
        return line[place] if place is not None and place < len(line) else None

    return _MAKERS[kind](get)


def _label(get: Get, part: str = "label") -> str:
    return text_of(get(part)).replace("'", "’")[:300]


def _job(get: Get) -> Row | None:
    code, label = text_of(get("code")).upper(), _label(get)
    return LabelRow(code, label) if ROME.fullmatch(code) and label else None


def _job_name(get: Get) -> Row | None:
    code, label, job = text_of(get("code")), _label(get), text_of(get("attached_to")).upper()
    return LabelRow(code, label, job) if code.isdecimal() and ROME.fullmatch(job) and label else None


def _cpv(get: Get) -> Row | None:
    code, label = text_of(get("code")), _label(get)
    if not CPV.fullmatch(code) or not label:
        return None
    number, _, key = code.partition("-")
    return LabelRow(f"{number:0>8}-{key}" if key else f"{number:0>8}", label)


def _naf(get: Get) -> Row | None:
    code, label = text_of(get("code")).upper(), _label(get)
    if not NAF.fullmatch(code) or not label:
        return None
    if code.isdecimal() and len(code) < 2:
        code = f"0{code}"
    if len(code) > 2 and code[2] != ".":
        code = f"{code[:2]}.{code[2:]}"
    return LabelRow(code, label)


def _commune(get: Get) -> Row | None:
    code, name = text_of(get("code")).upper(), text_of(get("name")).replace("'", "’")[:120]
    level = text_of(get("level")).upper()
    if not COMMUNE.fullmatch(code) or not name or (level and level not in _COMMUNES_PROPER):
        return None
    postal = tuple(dict.fromkeys(_POSTAL.findall(_padded(text_of(get("postal_codes"))))))
    return CommuneRow(f"{code:0>5}", name, postal, *_centre(get))


_COMMUNES_PROPER = {"COM", "ARM", "COMMUNE", "COMMUNE-ACTUELLE", "ARRONDISSEMENT-MUNICIPAL"}


def _padded(codes: str) -> str:
    return re.sub(r"\b\d{4}\b", lambda found: f"0{found[0]}", codes)


def _centre(get: Get) -> tuple[float | None, float | None]:
    point = get("point")
    if isinstance(point, dict):
        point = point.get("coordinates")
        pair = [text_of(value) for value in point[1::-1]] if isinstance(point, list) else []
    else:
        pair = _NUMBER.findall(text_of(point))
    if get("latitude") not in (None, ""):
        pair = [text_of(get("latitude")), text_of(get("longitude"))]
    try:
        latitude, longitude = (float(value.replace(",", ".")) for value in pair)
    except ValueError:
        return None, None
    if abs(latitude) > 90 or abs(longitude) > 180:
        return None, None
    return latitude, longitude


def _district(get: Get) -> Row | None:
    code, name = text_of(get("code")).upper(), _label(get, "name")
    if not DISTRICT.fullmatch(code):
        return None
    communes = tuple(dict.fromkeys(_FIVE.findall(text_of(get("communes")).upper())))
    shape = get("outline")
    outline = outline_of_lists(shape) if isinstance(shape, list) else outline_of(shape)
    return DistrictRow(code, name or code, communes, outline)


def _travel(get: Get) -> Row | None:
    start, end = text_of(get("start")), text_of(get("end"))
    car, public = _minutes(get("car")), _minutes(get("public"))
    return TravelRow(start, end, car, public) if start and end and (car is not None or public is not None) else None


def _minutes(value: Any) -> int | None:
    """`35`, `35 min`, `1 h 10`, `1:10`."""
    text = text_of(value).lower().replace(",", ".")
    if found := re.fullmatch(r"(\d{1,2})\s*(?:h|:)\s*(\d{0,2})\s*(?:min)?", text):
        minutes = 60 * int(found[1]) + int(found[2] or 0)
    elif found := re.fullmatch(r"(\d{1,4})(?:\.\d+)?\s*(?:min|mn|minutes?|’|')?", text):
        minutes = int(found[1])
    else:
        return None
    return minutes if minutes <= _MOST_MINUTES else None


_MAKERS: dict[TableKind, Callable[[Get], Row | None]] = {
    TableKind.JOBS: _job,
    TableKind.JOB_NAMES: _job_name,
    TableKind.COMMUNES: _commune,
    TableKind.DISTRICTS: _district,
    TableKind.CPV: _cpv,
    TableKind.NAF: _naf,
    TableKind.TRAVEL: _travel,
}
