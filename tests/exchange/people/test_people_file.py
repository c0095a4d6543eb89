"""Lists of people as services send them: every row gives a draft or a reason, never an error."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from facilitator_app.domain.beneficiary import Sex, YesNoUnknown
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.social_security_number import holds_one
from facilitator_app.exchange.people import (
    Field,
    PeopleFile,
    ReadPerson,
    looks_like_people,
    open_people_file,
    read_people,
)
from facilitator_app.exchange.people.cells import tidied
from facilitator_app.exchange.people.details import _email, _phone, _plain_email, _plain_phone
from facilitator_app.exchange.people.identity import NAME_FIELDS, birth_date_of, names_of, plain_birth_date, plain_names
from facilitator_app.exchange.people.people_file import NO_HEADINGS
from facilitator_app.exchange.people.row_cells import RowCells
from facilitator_app.exchange.people.rows import NO_BIRTH, NO_NAME
from facilitator_app.exchange.spreadsheet import Cell, Line, Table
from tests.corpus.files import xlsx
from tests.exchange.people.lists import TITLES, in_csv, in_xlsx

TODAY = dt.date(2026, 11, 24)
NIR = "269054958815780"


def read(path: Path) -> list[ReadPerson]:
    file = open_people_file(path)
    return list(read_people(file, file.guessed, TODAY))


def one(path: Path) -> ReadPerson:
    [person] = read(path)
    return person


def test_headings_are_found_below_a_title_with_line_breaks_and_odd_signs(tmp_path: Path) -> None:
    path = in_xlsx(
        tmp_path,
        ("Liste des usagers au 24/11/2026",),
        (),
        ("NOM* ", "Prénom(s)", "Date de\nNaissance", "N°\nTéléphones", "CP Ville", "QPV (O/N)", "Civ."),
        ("Martel", "Lucie", dt.date(2002, 6, 14), Decimal(620022002), "83220 LE PRADET", "O", "Mme"),
    )
    person = one(path)
    assert (person.last_name, person.first_name, person.birth_date) == ("Martel", "Lucie", dt.date(2002, 6, 14))
    assert (person.phone, person.postal_code, person.town) == ("0620022002", "83220", "LE PRADET")
    assert (person.in_qpv, person.sex, person.number) == (YesNoUnknown.YES, Sex.WOMAN, 4)


def test_headings_met_twice_are_told_apart_and_the_first_wins(tmp_path: Path) -> None:
    path = in_csv(
        tmp_path, ("Nom", "Nom", *TITLES[1:], "Tél", "Tél"), ("Martel", "Roy", "Lucie", "14/06/2002", "", "0601020304")
    )
    file = open_people_file(path)
    assert file.headings[:2] == ("Nom", "Nom (2)")
    assert file.guessed[:2] == (Field.LAST_NAME, None)
    assert (one(path).last_name, one(path).phone) == ("Martel", "0601020304")


def test_the_sheet_that_holds_people_is_found(tmp_path: Path) -> None:
    from xlsxwriter import Workbook

    path = tmp_path / "classeur.xlsx"
    with Workbook(path) as book:
        book.add_worksheet("Mode d’emploi").write_row(0, 0, ["Lisez", "ceci"])
        page = book.add_worksheet("Usagers")
        page.write_row(0, 0, TITLES)
        page.write_row(1, 0, ["Martel", "Lucie", "14/06/2002"])
    assert open_people_file(path).table.sheet == "Usagers"
    assert one(path).last_name == "Martel"


@pytest.mark.parametrize(
    ("born", "reason"),
    [
        ("", "Il manque la date de naissance."),
        ("19970-04-22", "n’est pas une date."),
        ("14/06/2030", "est dans le futur."),
        ("14/06/1886", "donne 140 ans."),
        ("14/06/2020", "donne 6 ans."),
    ],
)
def test_a_row_without_a_likely_birth_date_is_left_with_its_reason(tmp_path: Path, born: str, reason: str) -> None:
    person = one(in_csv(tmp_path, TITLES, ("Martel", "Lucie", born)))
    assert person.reason.endswith(reason)
    assert person.label == "ligne 2, Martel Lucie"


@pytest.mark.parametrize(
    ("last", "first", "reason"),
    [
        ("", "Lucie", "Il manque le nom."),
        ("Martel", "NULL", "Il manque le prénom."),
        ("M…", "L…", "Le nom est masqué dans le fichier."),
        ("Total", "", "Cette ligne est un total."),
        ("M" * 101, "Lucie", "Le nom ou le prénom dépasse 100 signes."),
    ],
)
def test_a_row_without_a_name_is_left_with_its_reason(tmp_path: Path, last: str, first: str, reason: str) -> None:
    assert one(in_csv(tmp_path, TITLES, (last, first, "14/06/2002"))).reason == reason


def test_a_social_security_number_is_kept_nowhere(tmp_path: Path) -> None:
    titles = (*TITLES, "NIR", "Remarques", "Téléphone", "N° dossier")
    path = in_xlsx(tmp_path, titles, ("Martel", "Lucie", "14/06/2002", NIR, f"sécu {NIR}", Decimal(NIR), NIR))
    person = one(path)
    assert not holds_one(str(person))
    assert NIR not in str(person)
    assert "un numéro de sécurité sociale a été retiré" in person.remarks
    file = open_people_file(path)
    assert not any(NIR in example for place in range(len(titles)) for example in file.examples(place))


def test_what_is_not_understood_is_told_and_kept_in_the_note(tmp_path: Path) -> None:
    person = one(
        in_csv(tmp_path, (*TITLES, "Mail", "Niveau"), ("Martel", "Lucie", "14/06/2002", "lucie chez elle", "beau"))
    )
    assert person.reason == ""
    assert len(person.remarks) == 2
    assert "lucie chez elle" in person.note
    assert "beau" in person.note


def test_criteria_come_without_anybody_having_seen_their_proof(tmp_path: Path) -> None:
    titles = (*TITLES, "RQTH", "Fin RQTH", "Critère", "Date justificatif", "Numéro PASS IAE", "Fin PASS IAE",
              "Début PASS IAE")  # fmt: skip
    row = ("Martel", "Lucie", "14/06/2002", "Oui", "31/12/2027", "BRSA", "02/11/2026", "999992012345", "01/03/2028",
           "02/03/2026")  # fmt: skip
    criteria = {criterion.category: criterion for criterion in one(in_csv(tmp_path, titles, row)).criteria}
    assert criteria.keys() == {"RSA", "DISABLED", "IAE"}
    assert criteria["RSA"].dated_on == dt.date(2026, 11, 2)
    assert criteria["DISABLED"].valid_until == dt.date(2027, 12, 31)
    assert (criteria["IAE"].number, criteria["IAE"].valid_until) == ("999992012345", dt.date(2028, 3, 1))
    assert criteria["IAE"].valid_from == criteria["IAE"].dated_on == dt.date(2026, 3, 2)


def test_repeated_headings_and_empty_rows_are_no_people(tmp_path: Path) -> None:
    path = in_csv(
        tmp_path, TITLES, ("Martel", "Lucie", "14/06/2002"), TITLES, ("n/a", "NULL", "#N/D"), ("Roy", "Zoé", "1/2/90")
    )
    assert [person.last_name for person in read(path)] == ["Martel", "Roy"]


def test_a_hundred_thousand_declared_rows_with_two_filled_are_two_people(tmp_path: Path) -> None:
    path = tmp_path / "grand.xlsx"
    from xlsxwriter import Workbook

    with Workbook(path) as book:
        page = book.add_worksheet("Usagers")
        style = book.add_format({"bold": True})
        page.write_row(0, 0, TITLES)
        page.write_row(1, 0, ["Martel", "Lucie", "14/06/2002"])
        page.write_row(2, 0, ["Roy", "Zoé", "01/02/1990"])
        page.write_blank(99_999, 0, None, style)
    assert len(read(path)) == 2


def test_a_formula_gives_its_value(tmp_path: Path) -> None:
    from xlsxwriter import Workbook

    path = tmp_path / "formules.xlsx"
    with Workbook(path) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, TITLES)
        page.write_formula(1, 0, '=UPPER("martel")', None, "MARTEL")
        page.write_row(1, 1, ["Lucie", "14/06/2002"])
    assert one(path).last_name == "MARTEL"


def test_more_than_fifty_thousand_rows_are_refused(tmp_path: Path) -> None:
    path = in_csv(tmp_path, TITLES, *[("Martel", f"Lucie{n}", "14/06/2002") for n in range(50_001)])
    with pytest.raises(Refusal, match="partagez-le"):
        open_people_file(path)


def test_what_is_no_name_is_quoted(tmp_path: Path) -> None:
    assert (
        one(in_csv(tmp_path, TITLES, ("1234", "Lucie", "14/06/2002"))).reason == "«\u00a01234\u00a0» n’est pas un nom."
    )
    assert (
        one(in_csv(tmp_path, TITLES, ("Martel", "12", "14/06/2002"))).reason == "«\u00a012\u00a0» n’est pas un prénom."
    )
    assert one(in_csv(tmp_path, TITLES, ("", "Lucie", "14/06/2002"))).reason == "Il manque le nom."


def test_headings_on_two_levels_and_a_town_drawn_over_several_people(tmp_path: Path) -> None:
    """Cells merged downwards, as people who draw tables do."""

    def fill(page: Worksheet) -> None:
        page.append(["Nom", "Prénom", "Date de naissance", "Contact", None, "Commune"])
        page.append([None, None, None, "Téléphone", "Courriel", None])
        page.append(["Martel", "Lucie", "14/06/2002", "0620022002", "lucie@exemple.fr", "Toulon"])
        page.append(["Roy", "Ana", "14/06/1992", "0620022003", "ana@exemple.fr", None])
        for cells in ("A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:F2", "F3:F4"):
            page.merge_cells(cells)

    people = read(xlsx(tmp_path / "liste.xlsx", fill))
    assert [(person.last_name, person.email, person.town, person.reason) for person in people] == [
        ("Martel", "lucie@exemple.fr", "Toulon", ""),
        ("Roy", "ana@exemple.fr", "Toulon", ""),
    ]


def test_a_file_renamed_to_xlsx_is_read_as_what_it_is_or_refused(tmp_path: Path) -> None:
    assert one(in_csv(tmp_path, TITLES, ("Martel", "Lucie", "14/06/2002"), name="faux.xlsx")).last_name == "Martel"
    other = tmp_path / "archive.xlsx"
    with ZipFile(other, "w") as archive:
        archive.writestr("photo.txt", "rien")
    with pytest.raises(Refusal):
        open_people_file(other)


def test_columns_that_are_needed_are_asked_for(tmp_path: Path) -> None:
    file = open_people_file(in_csv(tmp_path, ("Nom", "Prénom", "Ville"), ("Martel", "Lucie", "Toulon")))
    with pytest.raises(Refusal) as refused:
        list(read_people(file, file.guessed, TODAY))
    assert str(refused.value) == NO_BIRTH
    with pytest.raises(Refusal) as refused:
        list(read_people(file, [None] * 3, TODAY))
    assert str(refused.value) == NO_NAME
    with pytest.raises(Refusal) as refused:
        open_people_file(in_csv(tmp_path, ()))
    assert str(refused.value) == NO_HEADINGS


def test_contracts_are_not_taken_for_people(tmp_path: Path) -> None:
    contracts = tmp_path / "marches.json"
    contracts.write_text('{"marches": []}')
    assert not looks_like_people(contracts)
    assert not looks_like_people(tmp_path / "absent.csv")
    assert looks_like_people(in_csv(tmp_path, TITLES))
    assert looks_like_people(in_xlsx(tmp_path, TITLES, name="sans-suffixe"))


def test_the_files_of_services_are_read(shared_data: Path) -> None:
    people = read(shared_data / "people" / "import_beneficiaires.csv")
    assert [person.reason for person in people] == [""] * 4
    assert people[0].jobs == ("N1104",)
    faulty = read(shared_data / "people" / "import_beneficiaires_buggy.csv")
    assert [bool(person.reason) for person in faulty] == [True, True, False]


cells = st.one_of(
    st.none(),
    st.text(max_size=40),
    st.dates(),
    st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**12), max_value=10**16),
    st.sampled_from(["Martel", "Lucie", "14/06/2002", "NULL", NIR, "99999999", "0000-00-00", "31/02/2001", "٣/٤/١٩٩٠"]),
)


@settings(max_examples=300, deadline=None)
@given(rows=st.lists(st.lists(cells, min_size=1, max_size=6), min_size=1, max_size=4), data=st.data())
def test_any_table_gives_drafts_or_reasons(rows: list[list[Cell]], data: st.DataObject) -> None:
    kinds = st.sampled_from([*Field, None])
    fields = [Field.LAST_NAME, Field.FIRST_NAME, Field.BIRTH_DATE, *data.draw(st.lists(kinds, min_size=3, max_size=3))]
    lines = [Line(1, ("titre",)), *(Line(number, tuple(row)) for number, row in enumerate(rows, 2))]
    table = Table((), "", tuple(lines))
    file = PeopleFile(Path("liste.csv"), table, "people-csv", 0, ("",) * 6, tuple(fields))
    for person in read_people(file, fields, TODAY):
        assert bool(person.reason) != (person.birth_date is not None)
        assert not holds_one(person.note)


CELLS = st.one_of(
    st.none(),
    st.dates(dt.date(1930, 1, 1), dt.date(2030, 1, 1)),
    st.integers(0, 10**9).map(Decimal),
    st.sampled_from(("Oui", "non", " - ", "RSA", "RSA / DELD", "06 01 02 03 04 / 0605040302", "83000 Toulon", "F1703",
                     "Niveau 4", f"vu {NIR}", "a@b.fr;c@d.fr", "martel", "NULL", "31/02/2001", "x" * 210)),
    st.text(max_size=12),
)  # fmt: skip


@given(st.lists(st.lists(CELLS, min_size=len(Field), max_size=len(Field)), min_size=1, max_size=8))
@settings(max_examples=60, deadline=None)
def test_a_row_is_understood_the_same_alone_and_among_others(rows: list[list[Cell]]) -> None:
    """Values are understood once for the whole file, whoever they are about."""
    fields = (*Field, Field.PHONE)
    headings = Line(1, tuple(field.label for field in fields))
    people = [Line(number, (*row, row[3])) for number, row in enumerate([*rows, *rows], 2)]

    def understood(lines: list[Line]) -> list[ReadPerson]:
        table = Table((), "", (headings, *lines))
        return list(read_people(PeopleFile(Path("l.csv"), table, "people-csv", 0, (), fields), fields, TODAY))

    assert understood(people) == [person for line in people for person in understood([line])]


WRITTEN = st.one_of(
    CELLS,
    st.text("06 .12", max_size=16),
    st.text("aZé0.-_@", max_size=14).map(lambda text: f"{text}@mairie.fr"),
    st.text("xXéM'’ -", max_size=8),
    st.sampled_from(["Martel", "XXX", "De la Tour", "Total", "0612345678", "06.12.34.56.78", "+33 6 12 34 56 78"]),
).filter(lambda cell: NIR not in str(cell))


@given(st.lists(WRITTEN, min_size=len(NAME_FIELDS), max_size=len(NAME_FIELDS)))
@settings(max_examples=400, deadline=None)
def test_a_glance_sees_what_a_closer_look_does(row: list[Cell]) -> None:
    """Most cells of a list are written as nearly all are, and only the others are looked at."""
    cells, texts = tidied(row)
    assert {*texts, ""} == {cell for cell in cells if isinstance(cell, str)} | {""}
    looked = RowCells(cells, {field: [place] for place, field in enumerate(NAME_FIELDS)}, TODAY)
    assert plain_names(*cells) in (None, names_of(looked))
    for cell in cells:
        looked = RowCells([cell], {Field.PHONE: [0], Field.EMAIL: [0]}, TODAY)
        assert _plain_phone(cell) in (None, _phone(looked))
        assert _plain_email(cell) in (None, _email(looked))
        born = RowCells([cell], {Field.BIRTH_DATE: [0]}, TODAY)
        assert plain_birth_date(TODAY)(cell) in (None, birth_date_of(born))


def test_nearly_every_cell_is_understood_at_a_glance() -> None:
    assert plain_names("Lucie", None, "MARTEL-ROUX", None, None, None) == ("MARTEL-ROUX", "Lucie", "", "")
    assert [_plain_phone("06 12 34 56 78"), _plain_phone(None)] == ["0612345678", ""]
    assert _plain_email("Lucie.Martel@mairie-toulon.fr") == "Lucie.Martel@mairie-toulon.fr"


@pytest.mark.parametrize(
    ("title", "written", "names"),
    [
        ("Nom", "DURAND épouse PETIT", ("PETIT", "Lucie", "DURAND")),
        ("Nom", "Durand, ép. Petit-Roux", ("Petit-Roux", "Lucie", "Durand")),
        ("Nom", "PETIT née DURAND", ("PETIT", "Lucie", "DURAND")),
        ("Nom", "Petit (née Durand)", ("Petit", "Lucie", "Durand")),
        ("Nom", "Épousée", ("Épousée", "Lucie", "")),
    ],
)
def test_two_names_in_one_cell_are_told_apart(
    tmp_path: Path, title: str, written: str, names: tuple[str, str, str]
) -> None:
    person = one(in_csv(tmp_path, (title, "Prénom", "Date de naissance"), (written, "Lucie", "14/06/2002")))
    assert (person.last_name, person.first_name, person.birth_name) == names


@pytest.mark.parametrize(
    ("whole", "at_birth", "names"),
    [
        ("MARTIN Lucie", "DURAND", ("MARTIN", "Lucie", "DURAND")),
        ("MARTIN épouse ROUX Lucie", "", ("ROUX", "Lucie", "MARTIN")),
        ("MARTIN Lucie", "Martin", ("MARTIN", "Lucie", "")),
    ],
)
def test_the_name_borne_goes_before_the_one_at_birth(
    tmp_path: Path, whole: str, at_birth: str, names: tuple[str, str, str]
) -> None:
    titles = ("Nom et prénom", "Nom de naissance", "Date de naissance")
    person = one(in_csv(tmp_path, titles, (whole, at_birth, "14/06/2002")))
    assert (person.last_name, person.first_name, person.birth_name) == names
