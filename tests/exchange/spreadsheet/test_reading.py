"""Tables that people keep, in the kinds of files their spreadsheets write."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
import xlwt
from openpyxl.worksheet.worksheet import Worksheet

from facilitator_app.domain.refusal import Refusal
from facilitator_app.exchange.spreadsheet import Limits, Line, read_table
from facilitator_app.exchange.spreadsheet.shapes import Cell
from tests.corpus.files import a_list, bare_xlsx, ods, ods_cell, text_cell, xlsx

LIST = [
    Line(1, ("Nom", "Naissance", "Heures")),
    Line(2, ("Ñíguez", dt.date(1990, 5, 17), Decimal("151.67"))),
    Line(3, ("Œuvrard", dt.date(2001, 12, 31), Decimal(35))),
]


def first_cells(path: Path) -> list[Cell]:
    return [line.cell(0) for line in read_table(path).lines]


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("name", ["liste.xlsx", "liste.csv", "liste.xls", "liste"])
def test_a_workbook_is_known_by_its_content(tmp_path: Path, name: str) -> None:
    xlsx(tmp_path / "modele.xlsx", a_list).rename(tmp_path / name)
    table = read_table(tmp_path / name)
    assert list(table.lines) == LIST
    assert (table.sheets, table.sheet) == (("Sheet",), "Sheet")


def test_an_old_workbook_is_read(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    page = book.add_sheet("Personnes")
    day = xlwt.easyxf(num_format_str="DD/MM/YYYY")
    for row, (name, born, amount) in enumerate([("Ñíguez", dt.date(1990, 5, 17), 151.67)]):
        page.write(row, 0, name)
        page.write(row, 1, born, day)
        page.write(row, 2, amount)
    book.save(str(tmp_path / "liste.xls"))
    assert read_table(tmp_path / "liste.xls").lines == (Line(1, LIST[1].cells),)


def test_an_open_document_is_read(tmp_path: Path) -> None:
    day = '<table:table-cell office:value-type="date" office:date-value="1990-05-17"/>'
    number = '<table:table-cell office:value-type="float" office:value="151.67"/>'
    end = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    row = f"<table:table-row>{ods_cell('Ñíguez')}{day}{number}</table:table-row>"
    assert read_table(ods(tmp_path / "liste.ods", row + end)).lines == (Line(1, LIST[1].cells),)


def test_lines_keep_their_number_and_cells_their_column(tmp_path: Path) -> None:
    def fill(page: Worksheet) -> None:
        page["C3"] = "x"
        page["D5"] = 1

    assert read_table(xlsx(tmp_path / "decale.xlsx", fill)).lines == (
        Line(3, (None, None, "x")),
        Line(5, (None, None, None, Decimal(1))),
    )


def test_a_sheet_is_chosen_by_its_name_or_is_the_first_that_shows(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    hidden = book.active
    assert isinstance(hidden, Worksheet)
    hidden.append(["cachée"])
    hidden.sheet_state = "hidden"
    for name in ("Visible", "Autre"):
        book.create_sheet(name).append([name])
    book.save(tmp_path / "f.xlsx")
    table = read_table(tmp_path / "f.xlsx")
    assert (table.sheets, table.sheet) == (("Sheet", "Visible", "Autre"), "Visible")
    assert read_table(tmp_path / "f.xlsx", "Autre").lines[0].cells == ("Autre",)
    with pytest.raises(Refusal, match="pas de feuille de ce nom"):
        read_table(tmp_path / "f.xlsx", "Absente")


def test_a_formula_gives_what_was_computed_or_nothing(tmp_path: Path) -> None:
    computed = "<row r='1'><c r='A1'><f>1+1</f><v>2</v></c></row>"
    assert first_cells(bare_xlsx(tmp_path / "a.xlsx", computed)) == [Decimal(2)]

    def fill(page: Worksheet) -> None:
        page["A1"], page["B1"] = "=1+1", "x"

    assert read_table(xlsx(tmp_path / "b.xlsx", fill)).lines == (Line(1, (None, "x")),)


def test_macros_are_left_alone(tmp_path: Path) -> None:
    row = f'<row r="1">{text_cell("A1", "x")}</row>'
    macros = {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)}
    assert first_cells(bare_xlsx(tmp_path / "m.xlsm", row, more=macros)) == ["x"]


def test_a_merged_cell_fills_its_first_place(tmp_path: Path) -> None:
    def fill(page: Worksheet) -> None:
        page["A1"] = "Titre"
        page.merge_cells("A1:C1")
        page["A2"] = "x"

    assert first_cells(xlsx(tmp_path / "f.xlsx", fill)) == ["Titre", "x"]


def test_declared_lines_that_are_empty_do_not_count(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{n}"/>' for n in range(2, 100_000))
    filled = f'<row r="1">{text_cell("A1", "x")}</row>{rows}<row r="100000">{text_cell("A100000", "y")}</row>'
    assert [line.number for line in read_table(bare_xlsx(tmp_path / "f.xlsx", filled)).lines] == [1, 100_000]


def test_days_before_1900_times_and_durations_are_texts_or_days(tmp_path: Path) -> None:
    def fill(page: Worksheet) -> None:
        page.append([dt.time(8, 30), dt.timedelta(hours=35, minutes=30), True, 1e300, 0.1 + 0.2, dt.date(9999, 12, 31)])

    [line] = read_table(xlsx(tmp_path / "f.xlsx", fill)).lines
    assert line.cells[:3] == ("08:30", "35:30", "VRAI")
    assert line.cells[3:] == (Decimal("1E+300"), Decimal("0.3"), dt.date(9999, 12, 31))


def test_a_workbook_of_1904_gives_the_same_days(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.epoch = dt.datetime(1904, 1, 1)
    page = book.active
    assert isinstance(page, Worksheet)
    page.append([dt.date(1990, 5, 17)])
    book.save(tmp_path / "mac.xlsx")
    assert first_cells(tmp_path / "mac.xlsx") == [dt.date(1990, 5, 17)]


def test_lines_beyond_the_limit_are_refused_not_dropped(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "f.xlsx", a_list)
    assert len(read_table(path, limits=Limits(lines=3)).lines) == 3
    with pytest.raises(Refusal, match="plus de 2 lignes"):
        read_table(path, limits=Limits(lines=2))


def test_a_reading_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="trop long à lire"):
        read_table(xlsx(tmp_path / "f.xlsx", a_list), limits=Limits(seconds=0.001))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-32"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_csv_is_read_whatever_wrote_it(tmp_path: Path, encoding: str, separator: str, end: str) -> None:
    rows = [["Nom", "Ville", "Heures"], ["Ñíguez", "L’Haÿ", "151"], ["Œuvrard", "a b", "35"]]
    text = "".join(separator.join(row) + end for row in rows)
    assert [list(line.cells) for line in read_table(written(tmp_path / "f.csv", text.encode(encoding))).lines] == rows


def test_a_csv_with_decimal_commas_is_cut_at_semicolons(tmp_path: Path) -> None:
    text = "Nom;Heures\nDurand;151,67\nMartel;35,5\n"
    assert read_table(written(tmp_path / "f.csv", text.encode())).lines[1].cells == ("Durand", "151,67")


def test_a_cell_of_a_csv_may_span_lines(tmp_path: Path) -> None:
    lines = read_table(written(tmp_path / "f.csv", b'a;"un\r\ndeux"\r\nb;c\r\n')).lines
    assert lines == (Line(1, ("a", "un\ndeux")), Line(3, ("b", "c")))


def test_the_separator_announced_by_excel_is_believed(tmp_path: Path) -> None:
    assert read_table(written(tmp_path / "f.csv", b"sep=|\r\na;b|c\r\n")).lines == (Line(2, ("a;b", "c")),)


def test_repeated_titles_and_uneven_lines_are_left_to_the_caller(tmp_path: Path) -> None:
    lines = read_table(written(tmp_path / "f.csv", b"Nom;Nom\na;b;c\n\n;;\nd\n")).lines
    assert [(line.number, line.cells) for line in lines] == [(1, ("Nom", "Nom")), (2, ("a", "b", "c")), (5, ("d",))]


def test_the_process_that_reads_starts_with_little_of_ours() -> None:
    """The data layer takes three times as long to load as ten thousand rows to read, the rest of ours a third."""
    loaded = "import sys, facilitator_app.exchange.workbook_process.answering; print(*sys.modules)"
    found = subprocess.run([sys.executable, "-c", loaded], check=True, capture_output=True, text=True).stdout.split()
    ours = [name for name in found if name.startswith("facilitator_app.")]
    assert "sqlalchemy" not in found
    assert all(name.startswith("facilitator_app.exchange.workbook_process") for name in ours[1:]), ours


@pytest.mark.parametrize("page", ["cp1252", "latin-1", "cp850", "mac-roman", "utf-8", "utf-16"])
def test_a_text_is_read_in_the_page_it_was_written_in(tmp_path: Path, page: str) -> None:
    """Old programs still write the pages of DOS and of the first Macintosh."""
    words = ["Prénom", "Adrien Lefèvre", "Hélène Garçon", "Anaïs Le Goëlec", "à Nîmes"]
    path = written(tmp_path / "liste.csv", "\r\n".join(words).encode(page))
    assert first_cells(path) == words


def test_a_quote_never_closed_is_refused_where_it_opens(tmp_path: Path) -> None:
    """The rest of the file would be one cell, and its people lost in one line."""
    path = written(tmp_path / "liste.csv", b'Nom;Prenom\nRoy;"Ana\nMarie"\nMartel;"Lucie\nBlanc;Paul\n')
    with pytest.raises(Refusal, match="Un guillemet ouvert à la ligne 4 n’est jamais fermé"):
        read_table(path)


@pytest.mark.parametrize(
    "content", [b'Nom;Note\nRoy;"deux\nlignes"\n', b'Nom;Note\nRoy;5" de tuyau\n', b'Nom\n"Roy"x\n']
)
def test_other_quotes_are_read(tmp_path: Path, content: bytes) -> None:
    assert len(read_table(written(tmp_path / "liste.csv", content)).lines) == 2


def test_a_cell_drawn_over_several_lines_is_true_of_each_that_is_not_blank(tmp_path: Path) -> None:
    def fill(page: Worksheet) -> None:
        for row, name in ((1, "Ville"), (2, "Toulon"), (6, None)):
            page.cell(row, 2, name)
        for row in (2, 3, 5):
            page.cell(row, 1, f"Personne {row}")
        for cells in ("B2:B5", "A6:B1000"):
            page.merge_cells(cells)

    lines = read_table(xlsx(tmp_path / "liste.xlsx", fill)).lines
    assert [(line.number, *line.cells) for line in lines] == [
        (1, None, "Ville"), (2, "Personne 2", "Toulon"), (3, "Personne 3", "Toulon"), (5, "Personne 5", "Toulon"),
    ]  # fmt: skip
