"""The social security number is noticed however it is written, and little else is taken for it."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn
from stdnum.fr import nir
from stdnum.iban import calc_check_digits

from facilitator_app.domain.columns import Code, Text, Words
from facilitator_app.domain.records import RECORDS
from facilitator_app.domain.social_security_number import REFUSAL, TAKEN_OUT, holds_one, may_hold_one, taken_out

_DEPARTMENTS = st.sampled_from([*(f"{n:02}" for n in range(1, 96) if n != 20), "2A", "2B", "97", "98", "99"])
KEY_LENGTH = 32
_GAPS = st.sampled_from(["", " ", "\u00a0", "\u202f", ".", "-", " - "])


@st.composite
def numbers(draw: st.DrawFn) -> tuple[str, ...]:
    """Its groups as a card shows them, with a key given by a library that is not ours."""
    groups = (
        draw(st.sampled_from("12")), f"{draw(st.integers(0, 99)):02}", f"{draw(st.integers(1, 12)):02}",
        draw(_DEPARTMENTS), f"{draw(st.integers(1, 990)):03}", f"{draw(st.integers(1, 999)):03}",
    )  # fmt: skip
    return (*groups, nir.calc_check_digits("".join(groups)))


@given(numbers(), _GAPS)
def test_the_number_is_noticed_however_it_is_spaced(groups: tuple[str, ...], gap: str) -> None:
    number = gap.join(groups)
    assert holds_one(number)
    assert holds_one(f"Vue le 12/03, dossier : {number}, à rappeler au 06 12 34 56 78.")
    assert holds_one(number.lower())


@given(
    st.lists(st.tuples(numbers(), _GAPS).map(lambda each: each[1].join(each[0])) | st.text("0159Bb .-|é", max_size=20))
)
def test_a_quick_look_misses_none(texts: list[str]) -> None:
    assert may_hold_one("|".join(texts)) or not any(map(holds_one, texts))


@given(numbers(), st.integers(1, 96))
def test_a_wrong_key_is_another_number(groups: tuple[str, ...], off: int) -> None:
    wrong = f"{(int(groups[-1]) + off - 1) % 97 + 1:02}"
    assert not holds_one(f"dossier {''.join(groups[:-1])}{wrong}") or wrong == groups[-1]


@given(numbers())
def test_without_its_key_it_counts_when_the_text_names_it_or_is_nothing_else(groups: tuple[str, ...]) -> None:
    short = "".join(groups[:-1])
    assert holds_one(short)
    assert holds_one(f"N° de sécu : {' '.join(groups[:-1])}")
    assert not holds_one(f"facture {short} du mois")


@given(numbers(), numbers())
def test_taken_out_it_leaves_the_rest_of_the_text(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    text = f"Lucie Martel ({' '.join(one)}), 06 12 34 56 78, et {''.join(other)}"
    left = taken_out(text)
    assert left == f"Lucie Martel ({TAKEN_OUT}), 06 12 34 56 78, et {TAKEN_OUT}"
    assert not holds_one(left)
    assert taken_out(left) == left


@given(st.text(max_size=80))
def test_a_text_without_thirteen_digits_is_left_alone(text: str) -> None:
    if sum(map(str.isdigit, text)) < 11:
        assert not holds_one(text)
        assert taken_out(text) == text


@given(st.integers(0, 10**13 - 1), st.sampled_from(["", " "]))
def test_a_siret_is_not_taken_for_it(number: int, gap: str) -> None:
    digits = f"{number:013}"
    siret = digits + luhn.calc_check_digit(digits)
    assert not holds_one(gap.join((siret[:3], siret[3:6], siret[6:9], siret[9:])))


@given(st.integers(0, 10**23 - 1))
def test_an_iban_is_not_taken_for_it(number: int) -> None:
    account = f"{number:023}"
    iban = f"FR{calc_check_digits('FR00' + account)}{account}"
    assert not holds_one(iban)
    assert not holds_one("Compte " + " ".join(iban[start : start + 4] for start in range(0, 27, 4)))


@given(st.lists(st.integers(10**8, 10**9 - 1), min_size=1, max_size=4))
def test_telephone_numbers_are_not_taken_for_it(numbers: list[int]) -> None:
    phones = [" ".join(f"0{number}"[start : start + 2] for start in range(0, 10, 2)) for number in numbers]
    assert not holds_one(" ".join(phones))
    assert not holds_one(" / ".join(f"+33{number}" for number in numbers))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "83415751300245",
        "180333147687267",
        "dossier 1803331476872",
        "180003147687266",
        "France Travail 1234567A, puis 04512345678",
        "né le 12/03/1980 à Rennes, 14 rue des Tilleuls 35000",
        "151,67 120,00 98,50 75,25",
        "AT-2026-0001-2026-0002",
        "réf. 3017620422003 en stock",
    ],
)
def test_other_numbers_of_the_trade_are_left_alone(text: str) -> None:
    assert not holds_one(text)


@pytest.mark.parametrize("column", [Text(200), Words()])
def test_no_text_column_holds_one(column: Text | Words) -> None:
    text = "sécu 1 80 33 31 476 872 66"
    with pytest.raises(ValueError, match="effacez-le"):
        column.checked(text if isinstance(column, Text) else ("CACES", text))  # type: ignore[arg-type]
    assert "effacez-le" in REFUSAL


def test_only_keys_and_published_numbers_are_spared() -> None:
    """Fifteen digits of a register may happen to look like one; whoever adds such a column says why here."""
    spared = {
        f"{record.__tablename__}.{name}"
        for record in RECORDS
        for name, column in record.fields().items()
        if isinstance(column, Code) and column.longest != KEY_LENGTH
    }
    assert spared <= {
        "buyer.siret", "company.siret", "contract.published_id",
        "contract.published_key", "contract.loose_key", "contract.published_marks",
    }  # fmt: skip


def test_dates_and_years_are_ordinary() -> None:
    assert not holds_one(f"{dt.date(1980, 3, 12):%d/%m/%Y} {dt.date(2026, 11, 24):%d/%m/%Y} 35000 1")
