"""Plans as buyers write them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from facilitator_app.domain.contract import Segment
from facilitator_app.domain.purchase_plan import Screening
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import Month, euros
from facilitator_app.exchange.purchases import Field, cells, read_pasted, read_plan
from facilitator_app.exchange.purchases.columns import recognised


def seen(*values: Any) -> tuple[Any, ...]:
    """Amounts of any kind, to be compared with plain numbers."""
    return values


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Objet du marché", Field.TITLE), ("INTITULÉ DE L’ACHAT", Field.TITLE), ("Besoin", Field.TITLE),
        ("Montant estimé HT (€)", Field.AMOUNT), ("Budget prévisionnel", Field.AMOUNT), ("Nb de lots", Field.LOTS),
        ("Date de lancement de la consultation", Field.CONSULTATION), ("Publication de l’avis", Field.CONSULTATION),
        ("Date de notification prévue", Field.NOTIFICATION), ("Durée (en mois)", Field.DURATION),
        ("Pouvoir adjudicateur", Field.BUYER), ("Famille d’achats", Field.FAMILY), ("Type de marché", Field.SEGMENT),
        ("Clause sociale", Field.CLAUSE), ("Volume horaire", Field.HOURS), ("Exercice", Field.YEAR),
        ("Observations", Field.NOTE), ("Numéro de poste", None), ("", None),
    ],
)  # fmt: skip
def test_headings_of_buyers_are_recognised(heading: str, field: Field | None) -> None:
    assert recognised(heading) is field


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("900 000 €", 900_000), ("8,2 M€", 8_200_000), ("0,9 M", 900_000), ("450 k€", 450_000),
        ("1.234.567", 1_234_567),
        ("1 234,56 € HT", Decimal("1234.56")), (Decimal(12), 12), ("2 millions", 2_000_000), (None, None),
    ],
)  # fmt: skip
def test_amounts(cell: Any, amount: Any) -> None:
    assert cells.amount_of(cell) == amount


@pytest.mark.parametrize(
    ("cell", "month", "day"),
    [
        ("déc. 2026", Month(2026, 12), None), ("Décembre 26", Month(2026, 12), None),
        ("12/2026", Month(2026, 12), None),
        ("07/12/2026", Month(2026, 12), 7), ("2026-12-07", Month(2026, 12), 7), ("2026-12", Month(2026, 12), None),
        ("juil. 2027", Month(2027, 7), None), ("", None, None),
    ],
)  # fmt: skip
def test_months(cell: str, month: Month | None, day: int | None) -> None:
    assert cells.month_of(cell) == (month, day)


@pytest.mark.parametrize(
    ("cell", "months"), [("48 mois", 48), ("4 ans", 48), ("2 ans + 2 ans", 48), ("12", 12), ("1 an et 6 mois", 18)]
)
def test_lengths(cell: str, months: int) -> None:
    assert cells.months_of(cell) == months


@pytest.mark.parametrize(
    ("read", "cell"),
    [
        (cells.month_of, "T1 2027"), (cells.month_of, "ju 2027"), (cells.month_of, "13/2027"), (cells.month_of, "2027"),
        (cells.months_of, "1 an renouvelable 3 fois"), (cells.months_of, "à définir"),
        (cells.amount_of, "environ 3 M€"),
        (cells.whole_of, "plusieurs"), (cells.segment_of, "Divers"), (cells.screening_of, "selon budget"),
        (cells.year_of, "prochaine"), (cells.hours_of, "beaucoup"),
        (cells.hours_of, "1e999"), (cells.hours_of, "inf"), (cells.hours_of, Decimal("1e308")),
        (cells.amount_of, Decimal("1e308")), (cells.amount_of, "999999999999 M€"),
    ],
)  # fmt: skip
def test_what_is_not_clear_is_not_guessed(read: Any, cell: Any) -> None:
    with pytest.raises(ValueError, match=r".*"):
        read(cell)


def test_a_workbook_with_a_title_above_its_headings(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["Programmation 2027"],
        [],
        ["Pouvoir adjudicateur", "Objet", "Type", "Montant HT", "Nb lots", "Lancement consultation", "Durée", "Code"],
        ["Métropole", "Piscine du Coudon", "Travaux", 8_200_000, "6 lots", "déc. 2026", "2 ans", "X1"],
        ["Ville", "Nettoyage des écoles", "Services", "2,4 M€", 3, "T1 2027", "48 mois", "X2"],
        ["", "Total", "", 10_600_000],
    ):
        sheet.append(row)
    path = tmp_path / "plan.xlsx"
    book.save(path)
    plan = read_plan(path)
    assert [line.title for line in plan.lines] == ["Piscine du Coudon", "Nettoyage des écoles"]
    pool, schools = plan.lines
    assert seen(pool.buyer, pool.segment, pool.amount, pool.lots) == ("Métropole", Segment.WORKS, 8_200_000, 6)
    assert (pool.consultation, pool.duration_months, pool.unread) == (Month(2026, 12), 24, ())
    assert schools.consultation is None
    assert schools.unread == ("Consultation\u00a0: T1 2027",)
    assert plan.unused == ("Code",)
    assert ("Objet", Field.TITLE) in plan.used


def test_a_cell_of_several_lines_is_pasted_whole_and_a_lone_quote_is_only_a_sign() -> None:
    pasted = 'Achat\tMontant\n"Nettoyage\ndes ""Cigales"""\t10\n\u00ab A \u00bb\t20\n'
    assert [(line.title, line.amount) for line in read_pasted(pasted).lines] == [
        ('Nettoyage des "Cigales"', euros(10)), ("\u00ab A \u00bb", euros(20)),
    ]  # fmt: skip
    lone = read_pasted('Achat\tMontant\n"Cigales\t10\nLycée\t20\n')
    assert [line.title for line in lone.lines] == ['"Cigales', "Lycée"]


def test_cells_copied_from_a_spreadsheet() -> None:
    plan = read_pasted("Achat\tBudget\tClause\nMobilier\t120 000 €\tnon\nPropreté des halls\t0,7 M€\tÀ étudier\n\t\t\n")
    assert [seen(line.title, line.amount, line.screening) for line in plan.lines] == [
        ("Mobilier", 120_000, Screening.NONE),
        ("Propreté des halls", 700_000, Screening.STUDY),
    ]
    assert read_pasted("Objet;Montant\nÉlagage;90 000").lines[0].amount == 90_000


@pytest.mark.parametrize("text", ["", "bonjour", "Colonne;Autre\n1;2", "Achat;Montant\n"])
def test_what_is_no_plan_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(Refusal, match="tableau"):
        read_pasted(text)
