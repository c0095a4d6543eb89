"""Lists worse than those of services: each row gives a person, a question or a reason, and never half a person."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import func, select
from xlsxwriter import Workbook

from facilitator_app.database.connection import Database
from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.domain.journal import Gesture
from facilitator_app.domain.refusal import Refusal
from facilitator_app.use_cases.import_report import Outcome
from tests.corpus.files import bare_xlsx, text_cell
from tests.exchange.people.lists import TITLES, in_csv
from tests.use_cases.people_import.imports import imported

LUCIE, ZOE = ("Martel", "Lucie", "14/06/2002"), ("Roy", "Zoé", "01/02/1990")
CREATED, ASIDE = Outcome.CREATED, Outcome.SET_ASIDE


def duplicate_headers(folder: Path) -> Path:
    return in_csv(
        folder, ("Nom", "Nom", "Prénom", "Prénom", "Date de naissance"), ("Martel", "X", "Lucie", "Y", LUCIE[2])
    )


def one_identifier_for_two(folder: Path) -> Path:
    return in_csv(folder, (*TITLES, "Identifiant"), (*LUCIE, "A1"), (*ZOE, "A1"))


def impossible_birthdays(folder: Path) -> Path:
    born = ["14/06/2042", "14/06/1886", "31/02/1990", "0", "jamais", "14/06/2002"]
    return in_csv(folder, TITLES, *[("Martel", f"Lucie{'abcdef'[rank]}", day) for rank, day in enumerate(born)])


def declared_rows(folder: Path) -> Path:
    path = folder / "grand.xlsx"
    with Workbook(path) as book:
        page = book.add_worksheet()
        for rank, row in enumerate((TITLES, LUCIE, ZOE)):
            page.write_row(rank, 0, row)
        page.write_blank(99_999, 0, None, book.add_format({"bold": True}))
    return path


def text_named_workbook(folder: Path) -> Path:
    return in_csv(folder, TITLES, LUCIE, name="faux.xlsx")


def with_macros(folder: Path) -> Path:
    rows = "".join(
        f'<row r="{place}">' + "".join(text_cell(f"{'ABC'[at]}{place}", text) for at, text in enumerate(row)) + "</row>"
        for place, row in enumerate((TITLES, LUCIE), start=1)
    )
    return bare_xlsx(
        folder / "m.xlsm", rows, more={"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)}
    )


def with_formulas(folder: Path) -> Path:
    path = folder / "formules.xlsx"
    with Workbook(path) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, TITLES)
        page.write_formula(1, 0, '=UPPER("martel")', None, "MARTEL")
        page.write_row(1, 1, LUCIE[1:])
        page.write_formula(2, 0, "=1/0", None, "#DIV/0!")
        page.write_row(2, 1, ZOE[1:])
    return path


def formulas_as_texts(folder: Path) -> Path:
    """What would run if it were written out to a spreadsheet without care."""
    return in_csv(folder, (*TITLES, "Remarques"), (*LUCIE, '=HYPERLINK("http://x")'), ("=1+1", "Zoé", ZOE[2], ""))


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (duplicate_headers, [CREATED]),
        (one_identifier_for_two, [CREATED, CREATED]),
        (impossible_birthdays, [ASIDE] * 5 + [CREATED]),
        (declared_rows, [CREATED, CREATED]),
        (text_named_workbook, [CREATED]),
        (with_macros, [CREATED]),
        (with_formulas, [CREATED, ASIDE]),
        (formulas_as_texts, [CREATED, ASIDE]),
    ],
)
def test_each_row_is_somebody_or_has_its_reason(
    database: Database, tmp_path: Path, made: Callable[[Path], Path], expected: list[Outcome]
) -> None:
    coming = imported(database, made(tmp_path))
    assert [line.outcome for line in coming.lines] == expected
    for line in coming.lines:
        assert (line.outcome is ASIDE) == bool(line.reason), line
    with database.reading() as session:
        kept = session.execute(select(Beneficiary.last_name, Beneficiary.first_name, Beneficiary.birth_date)).all()
    assert len(kept) == expected.count(CREATED)
    assert all(last and first and born for last, first, born in kept)


def not_a_workbook(folder: Path) -> Path:
    path = folder / "photo.xlsx"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(400))
    return path


def without_birth_dates(folder: Path) -> Path:
    return in_csv(folder, ("Nom", "Prénom", "Ville"), ("Martel", "Lucie", "Toulon"))


def empty(folder: Path) -> Path:
    path = folder / "vide.csv"
    path.write_bytes(b"")
    return path


@pytest.mark.parametrize("made", [not_a_workbook, without_birth_dates, empty])
def test_what_is_no_list_of_people_is_refused_and_leaves_nothing(
    database: Database, tmp_path: Path, made: Callable[[Path], Path]
) -> None:
    with pytest.raises(Refusal):
        imported(database, made(tmp_path))
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Beneficiary)) == 0
        assert session.scalar(select(func.count()).select_from(Gesture)) == 0
