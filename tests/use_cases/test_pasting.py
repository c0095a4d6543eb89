"""Hours copied from a spreadsheet."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator_app.domain.keys import Key
from facilitator_app.domain.refusal import Problem
from facilitator_app.domain.values import Hours, hours, written_number
from facilitator_app.use_cases.hours import HoursRow, cells_for, pasted


def a_row(name: str, key: str = "") -> HoursRow:
    last, first = name.split(" ", 1)
    return HoursRow(
        placement_id=Key(key or name), beneficiary_id=Key(name), person=name, spoken=f"{first} {last}", contract="CDD",
        starts_on=dt.date(2026, 1, 1), ends_on=None, eligible=True, eligible_until=None, eligibility_tone="",
        previous=(None, None, None), declared=None, proof_seen=False, total=hours(0), note="", confirmed=False,
        elsewhere=hours(0), other_lots=0,
    )  # fmt: skip


def values(text: str) -> list[Hours | Problem | None]:
    return [line.value for line in pasted(text)]


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("151,67", "151.67"), ("151.67", "151.67"), ("151h40", "151.67"), ("151:40", "151.67"), ("151:40:00", "151.67"),
        ("119,5 h", "119.5"), ("119,50 heures", "119.5"), ("7 h 30", "7.5"), ("1\u202f234,5", "1234.5"),
        ("1\u00a0234", "1234"), ("0", "0"), ("84h", "84"),
    ],
)  # fmt: skip
def test_each_way_spreadsheets_write_hours_is_read(cell: str, amount: str) -> None:
    assert values(cell) == [hours(amount)]


@pytest.mark.parametrize("cell", ["-", "–", "—"])
def test_a_dash_is_an_empty_cell(cell: str) -> None:
    assert values(f"12\n{cell}\n8") == [hours(12), None, hours(8)]


def test_blank_cells_inside_are_kept_and_those_at_the_end_are_not() -> None:
    assert values("12\r\n\r\n8\r\n\r\n") == [hours(12), None, hours(8)]


def test_nothing_at_all_gives_no_line() -> None:
    assert pasted(" \t \n\n") == []


def test_what_cannot_be_read_names_its_line_and_its_text() -> None:
    answer = values("12\nabsente\n8")
    assert isinstance(answer[1], Problem)
    assert answer[1].message.startswith("Ligne 2\u00a0: «\u00a0absente\u00a0»")


def test_a_line_of_titles_is_left_out() -> None:
    lines = pasted("Salarié\tOctobre 2026\nFerrandi Nadia\t162")
    assert [(line.number, line.name, line.value) for line in lines] == [(2, "Ferrandi Nadia", hours(162))]


def test_an_unreadable_first_cell_is_no_title() -> None:
    assert isinstance(values("absente\n12")[0], Problem)


def test_the_hours_are_the_last_column_that_holds_some() -> None:
    lines = pasted("1\tFerrandi\tNadia\t140\t162\t\n2\tDiallo\tMariama\t63\t\t")
    assert [(line.name, line.value) for line in lines] == [("Ferrandi Nadia", hours(162)), ("Diallo Mariama", None)]


def test_hours_out_of_the_column_of_the_others_are_said_and_empty_no_cell() -> None:
    lines = pasted("70\t1\n80\n\n90\t2")
    assert [line.value for line in lines if not isinstance(line.value, Problem)] == [hours(1), None, hours(2)]
    problem = lines[1].value
    assert isinstance(problem, Problem)
    assert problem.message.startswith("Ligne 2")


def test_without_names_hours_go_down_from_the_current_row() -> None:
    rows = [a_row("Belkacem Yanis"), a_row("Castellan Bruno"), a_row("Diallo Mariama")]
    cells, problems = cells_for(pasted("12\n\n8"), rows, from_row=1)
    assert cells == {"Castellan Bruno": hours(12), "Diallo Mariama": None}
    assert [problem.message for problem in problems] == ["Ligne 3\u00a0: il n’y a plus de salarié en face."]


def test_with_names_order_accents_and_case_do_not_matter() -> None:
    rows = [a_row("Haddad Inès"), a_row("Ferrandi Nadia")]
    cells, problems = cells_for(pasted("nadia FERRANDI\t162\nHADDAD Ines\t84"), rows, from_row=1)
    assert cells == {"Ferrandi Nadia": hours(162), "Haddad Inès": hours(84)}
    assert problems == []


def test_a_stranger_and_a_namesake_are_said_and_nothing_is_guessed() -> None:
    rows = [a_row("Haddad Inès", "one"), a_row("Haddad Inès", "other"), a_row("Ferrandi Nadia")]
    cells, problems = cells_for(pasted("Martel Lucie\t12\nHaddad Inès\t84\nFerrandi Nadia\t1\nFerrandi Nadia\t2"), rows)
    assert cells == {}
    assert [problem.message.split("\u00a0: ")[0] for problem in problems] == [
        "Ligne 1",
        "Ligne 2",
        "Ligne 3",
        "Ligne 4",
    ]


@given(st.text(max_size=200))
def test_any_text_is_answered_line_by_line(text: str) -> None:
    lines = pasted(text)
    assert [line.number for line in lines] == sorted({line.number for line in lines})
    for line in lines:
        assert line.value is None or isinstance(line.value, Decimal | Problem)
    cells, problems = cells_for(lines, [a_row("Haddad Inès")])
    assert len(cells) + len(problems) <= len(lines)


@given(st.lists(st.none() | st.decimals(0, 220, places=2), min_size=1, max_size=40))
def test_hours_written_by_us_are_read_back(amounts: list[Decimal | None]) -> None:
    text = "\n".join("-" if amount is None else written_number(amount) for amount in amounts)
    assert values(text) == amounts
