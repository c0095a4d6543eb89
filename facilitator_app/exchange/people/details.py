"""Everything a row says besides the identity; none of it prevents the row from being taken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from facilitator_app.domain.beneficiary import EducationLevel, Sex, YesNoUnknown
from facilitator_app.domain.contact_details import checked_email
from facilitator_app.domain.refusal import Refusal
from facilitator_app.exchange.people.cells import education_of, phones_of, place_of, sex_of, yes_or_no
from facilitator_app.exchange.people.columns import Field
from facilitator_app.exchange.people.criteria import criteria_of
from facilitator_app.exchange.people.row_cells import RowCells
from facilitator_app.exchange.people.shapes import Criterion
from facilitator_app.exchange.people.understanding import Columns, Understood
from facilitator_app.exchange.spreadsheet import Cell

_LONGEST_WORD, _MOST_WORDS = 120, 20
_KINDS_SAID = {Field.RSA: "RSA", Field.ASS: "ASS", Field.AAH: "AAH", Field.DISABLED: "DISABLED",
               Field.LONG_UNEMPLOYED: "LTU"}  # fmt: skip
_CRITERIA = (Field.PROOF_DATE, Field.CRITERION, *_KINDS_SAID, Field.DISABLED_UNTIL, Field.PASS_IAE, Field.PASS_START,
             Field.PASS_END)  # fmt: skip
_TEN_DIGITS = re.compile(r"0[1-9][0-9]{8}")
_PLAIN_EMAIL = re.compile(r"[a-zA-Z0-9._-]{1,64}@[a-zA-Z0-9]{1,30}(?:-[a-zA-Z0-9]{1,30})?\.[a-zA-Z]{2,24}")
_ROME = re.compile(r"\b([A-Na-n]\d{4})\b")


def _sex(row: RowCells) -> Sex:
    text = row.text(Field.SEX)
    found = sex_of(text)
    if found is None:
        row.not_understood(Field.SEX.label, text)
    return found or Sex.UNKNOWN


def _phone(row: RowCells) -> str:
    kept = ""
    for text in row.texts(Field.PHONE):
        first, others = phones_of(text)
        rest = [*([first] if kept and first and first != kept else []), *others]
        kept = kept or first
        for other in rest:
            row.lost.append(f"{Field.PHONE.label}\u00a0: {other[:60]}")
            row.remarks.append(f"autre téléphone «\u00a0{other[:40]}\u00a0» gardé dans la note")
    return kept


def _plain_phone(cell: Cell) -> str | None:
    """The same at a glance: nothing, or ten digits with or without spaces and dots."""
    if not isinstance(cell, str):
        return "" if cell is None else None
    number = cell.replace(" ", "").replace(".", "")
    return number if _TEN_DIGITS.fullmatch(number) else None


def _email(row: RowCells) -> str:
    text = row.text(Field.EMAIL)
    pieces = [piece for piece in re.split(r"[\s;,]+", text) if piece]
    for piece in pieces:
        try:
            found = checked_email(piece)
        except Refusal:
            continue
        if len(pieces) > 1:
            row.lost.append(f"{Field.EMAIL.label}\u00a0: {text[:150]}")
        return found
    if text:
        row.not_understood(Field.EMAIL.label, text)
    return ""


def _plain_email(cell: Cell) -> str | None:
    """The same at a glance: nothing, or one address of plain letters and digits."""
    if not isinstance(cell, str):
        return "" if cell is None else None
    return cell if _PLAIN_EMAIL.fullmatch(cell) and len(cell) <= 120 and ".." not in cell else None


def _identifier(row: RowCells) -> str:
    return row.text(Field.IDENTIFIER)[:60]


def _address(row: RowCells) -> str:
    address = ", ".join(filter(None, map(row.text, (Field.ADDRESS, Field.ADDRESS_MORE))))
    return row.shortened(address, 200, Field.ADDRESS.label)


def _place(row: RowCells) -> tuple[str, str]:
    postal_code, town, wrong = place_of(
        row.text(Field.POSTAL_CODE), row.text(Field.TOWN) or row.text(Field.POSTAL_TOWN)
    )
    if wrong:
        row.not_understood(Field.POSTAL_CODE.label, wrong)
    return postal_code, row.shortened(town, 80, Field.TOWN.label)


def _in_qpv(row: RowCells) -> YesNoUnknown:
    """The name of a district says yes as well."""
    text = row.text(Field.IN_QPV)
    answer = yes_or_no(text)
    if answer is None and text:
        row.lost.append(f"QPV\u00a0: {text[:150]}")
        return YesNoUnknown.YES if re.match(r"(?i)(?:qp|qn)?\d{3,}|qpv|quartier", text) else YesNoUnknown.UNKNOWN
    return YesNoUnknown.UNKNOWN if answer is None else YesNoUnknown.YES if answer else YesNoUnknown.NO


def _education(row: RowCells) -> EducationLevel:
    text = row.text(Field.EDUCATION)
    found = education_of(text) if text else EducationLevel.UNKNOWN
    if found is None:
        row.not_understood(Field.EDUCATION.label, text)
    return found or EducationLevel.UNKNOWN


def _jobs(row: RowCells) -> Iterator[str]:
    """Codes when the text holds some, else the text itself."""
    for text in row.texts(Field.JOB)[:_MOST_WORDS]:
        codes = [code.upper() for code in _ROME.findall(text)]
        yield from codes or [row.shortened(text, _LONGEST_WORD, Field.JOB.label)]


def _licences(row: RowCells) -> Iterator[str]:
    """A column headed «Permis B» may only say yes or no."""
    for text in row.texts(Field.LICENCES):
        answer = yes_or_no(text)
        if answer is None:
            pieces = (piece.strip() for piece in re.split(r"[;,/\n]", text))
            yield from [piece[:_LONGEST_WORD] for piece in pieces if piece][:_MOST_WORDS]
        elif answer:
            yield "Permis B"


def _criteria(row: RowCells) -> Iterator[Criterion]:
    dated_on = row.day(Field.PROOF_DATE)
    codes: dict[str, None] = {}
    for text in row.texts(Field.CRITERION):
        known, others = criteria_of(text)
        codes |= dict.fromkeys(known)
        for other in others:
            row.lost.append(f"{Field.CRITERION.label}\u00a0: {other[:150]}")
            row.remarks.append(f"critère «\u00a0{other[:60]}\u00a0» non reconnu, gardé dans la note")
    for field, code in _KINDS_SAID.items():
        text = row.text(field)
        answer = yes_or_no(text)
        if answer is None and text:
            known, _ = criteria_of(text)
            answer = code in known
            if not answer:
                row.not_understood(field.label, text)
        if answer:
            codes[code] = None
    until = row.day(Field.DISABLED_UNTIL)
    for code in codes:
        if code != "IAE":
            yield Criterion(code, dated_on=dated_on, valid_until=until if code == "DISABLED" else None)
    if (number := row.text(Field.PASS_IAE)) or "IAE" in codes:
        start = row.day(Field.PASS_START)
        yield Criterion("IAE", number[:20], start or dated_on, row.day(Field.PASS_END), start)


def details_of(columns: Columns) -> list[Understood[Any]]:
    """The fields of ReadPerson after the names and the birth date, in the order in which their remarks are told.

    The postal code goes with the town, and the last is what the note starts with.
    """
    return [
        columns.understood(_phone, (Field.PHONE,), _plain_phone),
        columns.understood(_place, (Field.POSTAL_CODE, Field.TOWN, Field.POSTAL_TOWN)),
        columns.understood(_sex, (Field.SEX,)),
        columns.understood(_email, (Field.EMAIL,), _plain_email),
        columns.texts(Field.ADDRESS, 200, _address, Field.ADDRESS_MORE),
        columns.understood(_in_qpv, (Field.IN_QPV,)),
        columns.understood(_education, (Field.EDUCATION,)),
        columns.texts(Field.REFERRER, 120, lambda row: row.short(Field.REFERRER, 120)),
        columns.texts(Field.ADVISOR, 120, lambda row: row.short(Field.ADVISOR, 120)),
        columns.understood(lambda row: tuple(_jobs(row)), (Field.JOB,)),
        columns.understood(lambda row: tuple(_licences(row)), (Field.LICENCES,)),
        columns.understood(lambda row: row.day(Field.AVAILABLE_FROM), (Field.AVAILABLE_FROM,)),
        columns.texts(Field.IDENTIFIER, 60, _identifier),
        columns.understood(lambda row: tuple(_criteria(row)), _CRITERIA),
        columns.understood(lambda row: "\n".join(row.texts(Field.NOTE)), (Field.NOTE,)),
    ]
