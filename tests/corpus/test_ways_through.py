"""The corpus through all that is not a form: searches, pasted months, documents, file names, exports and imports."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from facilitator_app.documents.follow_up_sheet import follow_up_sheet_pdf
from facilitator_app.documents.letters import printable
from facilitator_app.domain.refusal import Problem, Refusal
from facilitator_app.domain.words import file_name
from facilitator_app.exchange.spreadsheet import read_table
from facilitator_app.exchange.tables_out import Cell, csv_bytes, xlsx_bytes
from facilitator_app.use_cases import company_duplicates, company_list, finding, reference
from facilitator_app.use_cases.beneficiary_search import Filter, search
from facilitator_app.use_cases.documents.finding import issued
from facilitator_app.use_cases.hours import cells_for, pasted
from tests import make
from tests.conftest import TODAY
from tests.corpus.values import FILE_NAMES, FORMULAS, SIGNS, TEXTS, TYPED_DATES, TYPED_NUMBERS
from tests.documents import reading
from tests.documents.samples import sheet
from tests.exchange.decp.files import raw_contract, read, written

ALL_TEXTS = TEXTS + TYPED_DATES + TYPED_NUMBERS
_DANGEROUS = "=+-@\t\r\n\0＝＋－＠"
_HALF = re.compile(r"[\ud800-\udfff]")


def test_everything_can_be_sought_everywhere(session: Session) -> None:
    make.a_need(session, title="Manœuvre gros œuvre")
    make.a_beneficiary(session)
    for typed in ALL_TEXTS:
        finding.people(session, typed, TODAY)
        finding.lots(session, typed)
        finding.needs(session, typed)
        search(session, typed, Filter.ALL, TODAY)
        issued(session, typed)
        company_list.companies_like(session, typed)
        company_list.buyers_like(session, typed)
        company_duplicates.possible_twins(session, typed, typed)
        reference.find_jobs(typed)
        reference.find_communes(typed)


@pytest.mark.parametrize("typed", ["%", "_", "a%", "%a", "a_c", "\\"])
def test_a_joker_sought_stands_for_itself(session: Session, typed: str) -> None:
    make.a_company(session, name="Abc")
    lot = make.a_lot(session, title="Abc", code="ABC-1")
    assert lot.id not in {found.id for found in finding.lots(session, f"{typed}zzz")}
    assert [line for line in issued(session, typed) if typed not in str(line)] == []


def test_every_pasted_text_is_answered_line_by_line() -> None:
    for text in ALL_TEXTS:
        for clipboard in (text, f"Nom\t{text}", f"{text}\t12,5", f"12\n{text}\n8"):
            lines = pasted(clipboard)
            assert all(line.value is None or isinstance(line.value, Decimal | Problem) for line in lines)
            _, problems = cells_for(lines, [])
            assert all(problem.message.startswith("Ligne ") and "\n" not in problem.message for problem in problems)


def not_found_again(texts: Iterable[str]) -> list[str]:
    """The printed texts that pdftotext does not find; those too long for their line are cut by an ellipsis."""
    missing = []
    for text in texts:
        printed = reading.text(follow_up_sheet_pdf(sheet(facilitator=text, observations=text[:300])))
        drawn = re.sub(r"\s", "", printable(text))
        if text.isascii() and text.isprintable() and len(text) < 32 and drawn not in re.sub(r"\s", "", printed):
            missing.append(text)
    return missing


def test_a_text_prints_and_is_found_again() -> None:
    assert not_found_again(TEXTS[::5]) == []


@pytest.mark.trust
def test_every_text_prints_and_is_found_again() -> None:
    assert not_found_again(TEXTS) == []


@pytest.mark.parametrize("typed", [*FILE_NAMES, *FORMULAS, *SIGNS], ids=range(len(FILE_NAMES + FORMULAS + SIGNS)))
def test_a_file_name_can_be_written_on_every_system(typed: str, tmp_path: Path) -> None:
    name = file_name(typed, kind="pdf")
    assert len(name) <= 80
    assert not set(name) & set('<>:"/\\|?*')
    assert name.isprintable()
    assert name.partition(".")[0].upper() not in {"CON", "PRN", "AUX", "NUL", "COM1", "LPT9", "CONIN$", ""}
    assert not name.startswith((".", "-", " ", "~"))
    (tmp_path / name).write_bytes(b"x")
    assert [file.name for file in tmp_path.iterdir()] == [name]


def test_no_cell_of_a_csv_can_be_computed() -> None:
    fitting = [text for text in ALL_TEXTS if len(text) < csv.field_size_limit()]
    data = csv_bytes(["Texte", "=Titre"], [[text, "fin"] for text in fitting])
    assert data.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert lines[0] == ["Texte", "'=Titre"]
    assert len(lines) == len(fitting) + 1
    for text, (cell, end) in zip(fitting, lines[1:], strict=True):
        assert end == "fin"
        assert cell[:1] not in set(_DANGEROUS) or not cell
        assert cell.removeprefix("'" if text[:1] in set(_DANGEROUS) else "") == _HALF.sub("?", text.replace("\0", ""))


def test_every_cell_of_a_workbook_is_text_to_the_letter(tmp_path: Path) -> None:
    fitting = [text for text in ALL_TEXTS if len(text) < 32_000]
    data = xlsx_bytes("Feuille: [essai] " + "x" * 40, ["Texte", "=Titre"], [[text, "fin"] for text in fitting])
    (tmp_path / "f.xlsx").write_bytes(data)
    book = openpyxl.load_workbook(io.BytesIO(data))
    [page] = book.worksheets
    for row, text in enumerate(fitting, 2):
        cell = page.cell(row, 1)
        assert cell.data_type in ("s", "n"), text
        assert cell.data_type == "s" or cell.value is None
    again = {line.number: line.cells for line in read_table(tmp_path / "f.xlsx").lines}
    for row, text in enumerate(fitting, 2):
        cell = again[row][0]
        plain = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", text).strip()
        assert re.sub(r"\s", "", str(cell or "")) == re.sub(r"\s", "", plain)


def test_numbers_and_days_leave_as_numbers_and_days(tmp_path: Path) -> None:
    line: list[Cell] = ["a", Decimal("-12.50"), 3, dt.date(2026, 3, 12), None]
    assert csv_bytes(["t"], [line]).decode("utf-8-sig").splitlines()[1] == "a;-12,50;3;12/03/2026;"
    (tmp_path / "f.xlsx").write_bytes(xlsx_bytes("F", ["t"], [line]))
    assert read_table(tmp_path / "f.xlsx").lines[1].cells == ("a", Decimal("-12.5"), Decimal(3), dt.date(2026, 3, 12))


def test_a_text_too_long_for_a_workbook_is_refused_not_cut() -> None:
    with pytest.raises(Refusal, match="trop long"):
        xlsx_bytes("F", ["t"], [["x" * 32_768]])


FIELDS = [name for name, value in raw_contract().items() if isinstance(value, str)]


@pytest.mark.parametrize("field", FIELDS)
def test_a_published_field_may_hold_anything(tmp_path: Path, field: str) -> None:
    values: list[Any] = [*ALL_TEXTS, None, True, 10**400, -0.0, [], {}, [[]], {"a": [None]}]
    records = [{**raw_contract(), field: value} for value in values]
    text = json.dumps({"marches": {"marche": records}})
    found = list(read(written(tmp_path, text)))
    assert len(found) == len(values)
    for record in found:
        assert (record.contract is None) == (record.reason is not None)


@pytest.mark.trust
@settings(max_examples=10_000, deadline=None)
@given(st.text(st.characters(), max_size=200))
def test_no_text_at_all_becomes_a_formula(text: str) -> None:
    [_, line] = csv.reader(io.StringIO(csv_bytes(["t"], [[text, "x"]]).decode("utf-8-sig"), newline=""), delimiter=";")
    assert line[0][:1] not in set(_DANGEROUS) or not line[0]
    assert line[1] == "x"


@pytest.mark.trust
@settings(max_examples=10_000, deadline=None)
@given(st.text(st.characters(), max_size=200))
def test_any_text_makes_a_tame_file_name(text: str) -> None:
    assert re.fullmatch(r"[a-z0-9][a-z0-9-]{0,75}\.pdf", file_name(text, kind="pdf"))
