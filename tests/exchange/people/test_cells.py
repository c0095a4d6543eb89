"""What cells mean, as people and spreadsheets write them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from facilitator_app.domain.beneficiary import EducationLevel, Sex
from facilitator_app.exchange.people.cells import day_of, education_of, phones_of, place_of, sex_of, text_of, yes_or_no
from facilitator_app.exchange.people.criteria import criteria_of
from facilitator_app.exchange.people.names import cut_in_two, is_masked

TODAY = dt.date(2026, 11, 24)
BORN = dt.date(2002, 6, 14)


@pytest.mark.parametrize(
    "written",
    [
        "14/06/2002", "14-06-2002", "14.06.2002", "14 06 2002", "14/6/02", "2002-06-14", "2002-06-14 00:00:00.0",
        "2002-06-14T00:00:00", "20020614", "14062002", "14 juin 2002", "vendredi 14 juin 2002", "14-juin-02",
        "Né le 14/06/2002", "née le 14/06/2002", "14/06/2002 00:00", "06/14/2002", "37421", Decimal(37421), BORN,
    ],
)  # fmt: skip
def test_a_birth_date_is_read_in_every_usual_form(written: str | Decimal | dt.date) -> None:
    assert day_of(written, TODAY, birth=True) == BORN


@pytest.mark.parametrize("written", ["19970-04-22", "32/01/2000", "bientôt", "12", "00/00/0000", "2002", "14/06", "é"])
def test_what_is_no_date_is_refused(written: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # whichever of the readings gave up
        day_of(written, TODAY, birth=True)


def test_the_zero_that_a_spreadsheet_ate_is_put_back_in_a_date() -> None:
    assert day_of(Decimal(4061998), TODAY, birth=True) == dt.date(1998, 6, 4)


def test_two_digits_of_a_birth_year_give_somebody_old_enough() -> None:
    assert day_of("01/01/13", TODAY, birth=True) == dt.date(1913, 1, 1)
    assert day_of("01/01/12", TODAY, birth=True) == dt.date(2012, 1, 1)
    assert day_of("01/01/27", TODAY) == dt.date(2027, 1, 1)


@pytest.mark.parametrize("nothing", ["NULL", "#N/D", "-", "--", "n/a", "Non renseigné", "  ", "#REF!", "néant", None])
def test_what_stands_for_nothing_is_nothing(nothing: str | None) -> None:
    assert text_of(nothing) == ""


def test_names_that_look_like_nothing_are_kept() -> None:
    assert [text_of(name) for name in ("Vide", "Non", "Na Li", "O")] == ["Vide", "Non", "Na Li", "O"]


def test_a_telephone_eaten_by_a_spreadsheet_gets_its_zero_back() -> None:
    assert phones_of(text_of(Decimal(620022002))) == ("0620022002", [])
    assert phones_of("0601234567, 071234567") == ("0601234567", ["071234567"])
    assert phones_of("Tél : 06 01 02 03 04 / 07 01 02 03 04") == ("0601020304", ["07 01 02 03 04"])


def test_a_postal_code_and_a_town_are_told_apart() -> None:
    assert place_of("1000", "Bourg-en-Bresse") == ("01000", "Bourg-en-Bresse", "")
    assert place_of("", "75007 PARIS") == ("75007", "PARIS", "")
    assert place_of("", "Paris (75007)") == ("75007", "Paris", "")
    assert place_of("83000", "Toulon Cedex 9") == ("83000", "Toulon", "")
    assert place_of("2A", "Ajaccio") == ("", "Ajaccio", "")
    assert place_of("abcde", "Toulon") == ("", "Toulon", "abcde")


def test_yes_and_no_in_their_usual_forms() -> None:
    for yes in ("Oui", "O", "x", "VRAI", "1", "oui (depuis 2024)", "rsa_droit_ouvert_versable"):
        assert yes_or_no(yes) is True
    for no in ("Non", "N", "0", "FAUX", "non concerné"):
        assert yes_or_no(no) is False
    assert [yes_or_no(text) for text in ("", "peut-être")] == [None, None]


def test_sexes_and_civilities() -> None:
    assert [sex_of(text) for text in ("M.", "Monsieur", "H", "masculin")] == [Sex.MAN] * 4
    assert [sex_of(text) for text in ("Mme", "Mlle", "F", "Féminin")] == [Sex.WOMAN] * 4
    assert (sex_of(""), sex_of("Maître")) == (Sex.UNKNOWN, None)


@pytest.mark.parametrize(
    ("written", "level"),
    [
        ("Niveau 4", EducationLevel.LEVEL_4), ("IV", EducationLevel.LEVEL_4), ("Bac pro", EducationLevel.LEVEL_4),
        ("V", EducationLevel.LEVEL_3), ("NV5", EducationLevel.LEVEL_3), ("CAP, BEP (niveau 3)", EducationLevel.LEVEL_3),
        ("Niveau V bis", EducationLevel.BELOW_3), ("VI", EducationLevel.BELOW_3),
        ("Sans diplôme", EducationLevel.BELOW_3),
        ("Bac + 2", EducationLevel.LEVEL_5), ("Licence", EducationLevel.LEVEL_6), ("Master 2", EducationLevel.LEVEL_7),
    ],
)  # fmt: skip
def test_levels_of_education_old_and_new(written: str, level: EducationLevel) -> None:
    assert education_of(written) is level


def test_criteria_by_their_usual_names() -> None:
    assert criteria_of("BRSA ; QPV") == (("RSA", "QPV"), ())
    assert criteria_of("Demandeur d’emploi de longue durée") == (("LTU",), ())
    assert criteria_of("RSA, situation compliquée") == (("RSA",), ("situation compliquée",))


def test_names_in_one_cell_are_cut_in_two() -> None:
    assert cut_in_two("Mme DE LA TOUR Anne-Marie", first_name_first=False) == ("DE LA TOUR", "Anne-Marie", False)
    assert cut_in_two("Lucie MARTEL", first_name_first=False) == ("MARTEL", "Lucie", False)
    assert cut_in_two("martel, lucie", first_name_first=True) == ("martel", "lucie", False)
    assert cut_in_two("Lucie Martel", first_name_first=True) == ("Martel", "Lucie", False)
    assert cut_in_two("De la Tour Anne", first_name_first=False) == ("De la Tour", "Anne", False)
    assert cut_in_two("Martel", first_name_first=False) == ("Martel", "", True)


def test_a_masked_name_is_known() -> None:
    assert [is_masked(text) for text in ("D…", "D… M…", "D***", "D’Arc", "X")] == [True, True, True, False, False]
